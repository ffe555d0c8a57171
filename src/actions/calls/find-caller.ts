/** Whose phone number it is. Of several who have it, the one who got it last. */
import type { Database } from '../../store/schema.ts';
import { digitsOf, fullNumber, numberEnd } from './phone-number.ts';

export type Caller = Awaited<ReturnType<typeof holdersOf>>[number];

/** By the whole number in any of its usual forms. */
export async function callerByNumber(db: Database, number: string): Promise<Caller | undefined> {
  const wanted = fullNumber(number);
  if (wanted === undefined) return undefined;
  return (await holdersOf(db, number)).find(holder => fullNumber(holder.number) === wanted);
}

/** By the last ten characters. */
export async function callerByEnding(db: Database, number: string): Promise<Caller | undefined> {
  const wanted = number.slice(-10);
  if (wanted === '') return undefined;
  return (await holdersOf(db, wanted)).find(holder => digitsOf(holder.number).slice(-10) === wanted);
}

async function holdersOf(db: Database, number: string) {
  return db
    .selectFrom('phone as p')
    .innerJoin('subscriber as s', 's.subscriber_id', 'p.subscriber_id')
    .leftJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .select(['p.number', 's.subscriber_id', 's.login', 's.balance_minor', 's.credit_minor'])
    .select(['s.frozen', 's.down', 's.always_online', 't.fee_minor'])
    .where('p.number_end', '=', numberEnd(number))
    .orderBy('p.phone_id', 'desc')
    .execute();
}
