import type { Database } from '../../store/schema.ts';
import { fullAddress } from './full-address.ts';

/** The full address of a login; empty when nothing is known of it. */
export async function addressOf(db: Database, login: string): Promise<string> {
  const profile = await db
    .selectFrom('subscriber_profile as p')
    .innerJoin('subscriber as s', 's.subscriber_id', 'p.subscriber_id')
    .select(['p.street', 'p.building', 'p.apartment'])
    .where('s.login', '=', login)
    .executeTakeFirst();
  return profile === undefined ? '' : fullAddress(profile);
}
