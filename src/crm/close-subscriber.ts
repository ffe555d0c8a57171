import type { Database } from '../store/schema.ts';
import { releaseAddress } from './subscriber-address.ts';

/**
 * Ends a subscriber whose books stay: access is off, and nothing is left that an action would charge or change (tariff, tags,
 * credit, planned tasks, television). Done again it changes nothing.
 */
export async function closeSubscriber(db: Database, subscriber_id: number): Promise<void> {
  const closed = new Date().toISOString();
  const ended = { tariff_id: null, credit_minor: 0, credit_until: null, frozen: 0, down: 1 };
  const open = db.selectFrom('subscriber').select('login').where('subscriber_id', '=', subscriber_id);
  const subscriber = await open.where('closed', 'is', null).executeTakeFirst();
  if (subscriber === undefined) return;
  await db
    .updateTable('subscriber')
    .set({ ...ended, closed })
    .where('subscriber_id', '=', subscriber_id)
    .execute();
  for (const table of ['subscriber_tag', 'personal_day', 'fixed_term'] as const)
    await db.deleteFrom(table).where('subscriber_id', '=', subscriber_id).execute();
  await db
    .updateTable('task')
    .set({ state: 'failed', finished: closed })
    .where('login', '=', subscriber.login)
    .where('state', '=', 'due')
    .execute();
  await endTelevision(db, subscriber_id, closed);
  await releaseAddress(db, subscriber_id);
}

/** Nothing more is charged; Megogo, whose subscriptions end by a queue, is told by its next run. */
async function endTelevision(db: Database, subscriber_id: number, ended: string): Promise<void> {
  const active = db
    .selectFrom('tv_subscription as v')
    .innerJoin('tv_plan as p', 'p.tv_plan_id', 'v.tv_plan_id')
    .where('v.subscriber_id', '=', subscriber_id)
    .where('v.active', '=', 1);
  const plans = await active.where('p.provider', '=', 'megogo').select('p.tv_plan_id').execute();
  for (const { tv_plan_id } of plans)
    await db.insertInto('tv_request').values({ subscriber_id, tv_plan_id, created: ended }).execute();
  await db
    .updateTable('tv_subscription')
    .set({ active: 0, ended })
    .where('subscriber_id', '=', subscriber_id)
    .where('active', '=', 1)
    .execute();
}
