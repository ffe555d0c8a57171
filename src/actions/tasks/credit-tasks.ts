/** Tasks that change a credit or its last day. */
import { isDay } from '../calendar.ts';
import { setCredit } from '../credit/set-credit.ts';
import { parseUnits, unitsText } from '../ledger/units.ts';
import type { TaskAction } from './task.ts';

export const changeCredit: TaskAction = async ({ context, tx, task, subscriber }) => {
  const minor = parseUnits(task.param.trim());
  if (minor === undefined) return { wrong: 'its credit is no amount' };
  await setCredit(context, tx, subscriber.subscriber_id, minor, subscriber.credit_until);
  context.tell(`CREDIT CHANGE (${subscriber.login}) ON \`${unitsText(minor)}\``);
  return 'done';
};

export const changeCreditEnd: TaskAction = async ({ context, tx, task, subscriber }) => {
  const until = task.param.trim();
  if (!isDay(until)) return { wrong: 'its last day is no date' };
  await setCredit(context, tx, subscriber.subscriber_id, subscriber.credit_minor, until);
  context.tell(`CREDITEXPIRE CHANGE (${subscriber.login}) ON \`${until}\``);
  return 'done';
};
