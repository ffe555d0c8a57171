/** Mobile numbers by a part of them, as dial plans ask. */
import { sql } from 'kysely';
import type { Database } from '../../store/schema.ts';
import type { Asked } from './asterisk-params.ts';

/** Who has a mobile with that text in it, the main mobiles first; a row for each number. */
export async function mobilesWith(db: Database, part: string) {
  return db
    .selectFrom('phone as p')
    .innerJoin('subscriber as s', 's.subscriber_id', 'p.subscriber_id')
    .leftJoin('subscriber_profile as f', 'f.subscriber_id', 's.subscriber_id')
    .select(['s.login', 'f.contract'])
    .where('p.kind', 'in', ['mobile', 'extra'])
    .where(sql<boolean>`instr(p.number, ${part}) > 0`)
    .orderBy(sql`p.kind = 'extra'`)
    .orderBy('p.phone_id')
    .execute();
}

/** The login that was asked for, or that of the first who has the number. */
export async function askedLogin(db: Database, { login, number }: Asked): Promise<string> {
  if (login !== undefined || number === undefined) return login ?? '';
  const [first] = await mobilesWith(db, number);
  return first?.login ?? '';
}
