import type { Database } from '../store/schema.ts';
import { releaseAddress } from './subscriber-address.ts';

/**
 * Ends a subscriber whose books stay: access is off, and nothing is left that an action would charge or change (tariff, tags,
 * credit, planned tasks). Done again it changes nothing.
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
  await releaseAddress(db, subscriber_id);
}
