/** Tasks that change what a subscriber has: tariff, tags, speed, discount. */
import { sql } from 'kysely';
import type { TaskAction } from './task.ts';

/** By the tariff's name; with TARIFFCHGRESET the session is dropped. */
export const changeTariff: TaskAction = async ({ context, tx, task, subscriber }) => {
  const { subscriber_id, login } = subscriber;
  const tariff = await tx
    .selectFrom('tariff')
    .select('tariff_id')
    .where('tariff_name', '=', task.param)
    .executeTakeFirst();
  if (tariff === undefined) return { wrong: `there is no tariff ${task.param}` };
  const { tariff_id } = tariff;
  await tx.updateTable('subscriber').set({ tariff_id }).where('subscriber_id', '=', subscriber_id).execute();
  await tx.updateTable('fixed_term').set({ active: 0 }).where('task_id', '=', task.task_id).execute();
  context.changed(1);
  context.tell(`TARIFF CHANGE (${login}) ON \`${task.param}\``);
  return context.options.isOn('TARIFFCHGRESET') ? 'kick' : 'done';
};

/** A tag that he has already is had once more: its service is charged for each. */
export const addTag: TaskAction = async ({ context, tx, task, subscriber }) => {
  const tag_id = Number(task.param);
  const tag = await tx.selectFrom('tag').select('tag_id').where('tag_id', '=', tag_id).executeTakeFirst();
  if (tag === undefined) return { wrong: `there is no tag ${task.param}` };
  await tx
    .insertInto('subscriber_tag')
    .values({ subscriber_id: subscriber.subscriber_id, tag_id })
    .onConflict(conflict => conflict.doUpdateSet({ quantity: sql`quantity + 1` }))
    .execute();
  context.changed(1);
  context.tell(`TAG ADD (${subscriber.login}) TAGID [${tag_id}]`);
  return 'done';
};

export const removeTag: TaskAction = async ({ context, tx, task, subscriber }) => {
  const tag_id = Number(task.param);
  await tx
    .deleteFrom('subscriber_tag')
    .where('subscriber_id', '=', subscriber.subscriber_id)
    .where('tag_id', '=', tag_id)
    .execute();
  context.changed(1);
  context.tell(`TAG DELETE (${subscriber.login}) TAGID [${tag_id}]`);
  return 'done';
};

/** In kbit/s; 0 is the tariff's own. */
export const setSpeed: TaskAction = async ({ context, tx, task, subscriber }) => {
  if (!/^\d{1,9}$/.test(task.param.trim())) return { wrong: 'its speed is no number' };
  const { subscriber_id, login } = subscriber;
  const speed_kbit = Number(task.param) || null;
  await tx
    .insertInto('subscriber_profile')
    .values({ subscriber_id, speed_kbit })
    .onConflict(conflict => conflict.column('subscriber_id').doUpdateSet({ speed_kbit }))
    .execute();
  context.changed(1);
  context.tell(`SPEED CHANGE (${login}) ON \`${task.param}\``);
  return 'kick';
};

/** In percent; more than a hundred is a gift. */
export const setDiscount: TaskAction = async ({ context, tx, task, subscriber }) => {
  const percent = Number(task.param.trim() || Number.NaN);
  if (!(percent >= 0 && percent < Infinity)) return { wrong: 'its discount is no percentage' };
  const basis_points = Math.round(percent * 100);
  await tx
    .insertInto('discount')
    .values({ subscriber_id: subscriber.subscriber_id, basis_points })
    .onConflict(conflict => conflict.column('subscriber_id').doUpdateSet({ basis_points }))
    .execute();
  context.changed(1);
  context.tell(`DISCOUNT CHANGE (${subscriber.login}) ON \`${task.param}\``);
  return 'done';
};
