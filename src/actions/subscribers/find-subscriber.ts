import type { Selectable } from 'kysely';
import type { Database } from '../../store/schema.ts';
import type { SubscriberTable } from '../../store/tables/subscriber.ts';

export type Subscriber = Selectable<SubscriberTable>;

/** The subscriber of a login, letter by letter, or undefined. */
export async function findSubscriber(db: Database, login: string): Promise<Subscriber | undefined> {
  return db.selectFrom('subscriber').selectAll().where('login', '=', login).executeTakeFirst();
}
