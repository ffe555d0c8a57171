/** Subscribers as templates and filters see them. */
import type { Database } from '../../store/schema.ts';
import type { IdRange } from '../subscribers/id-ranges.ts';

export type Addressee = Awaited<ReturnType<typeof addresseesIn>>[number];

/** All of a range of ids whose books are not closed, with profile, tariff, address on the network and numbers. */
export async function addresseesIn(db: Database, range: IdRange) {
  const numbers = await numbersIn(db, range);
  const rows = await db
    .selectFrom('subscriber as s')
    .leftJoin('subscriber_profile as p', 'p.subscriber_id', 's.subscriber_id')
    .leftJoin('tariff as t', 't.tariff_id', 's.tariff_id')
    .select(['s.subscriber_id', 's.login', 's.balance_minor', 's.credit_minor', 's.credit_until'])
    .select(['s.frozen', 's.down', 's.always_online', 't.tariff_name', 't.fee_minor', 't.fee_period'])
    .select(['p.real_name', 'p.email', 'p.contract', 'p.payment_id', 'p.ip'])
    .select(['p.city', 'p.street', 'p.building', 'p.apartment'])
    .select(eb => {
      const planned = eb
        .selectFrom('task as k')
        .whereRef('k.login', '=', 's.login')
        .where('k.task_action', '=', 'tariffchange')
        .where('k.state', '=', 'due')
        .limit(1);
      const host = eb.selectFrom('host as h').whereRef('h.subscriber_id', '=', 's.subscriber_id').limit(1);
      return [
        host.select('h.mac').as('mac'),
        planned.select('k.param').as('next_tariff'),
        planned.innerJoin('tariff as n', 'n.tariff_name', 'k.param').select('n.fee_minor').as('next_fee_minor'),
      ];
    })
    .where('s.subscriber_id', '>', range.after)
    .where('s.subscriber_id', '<=', range.upTo)
    .where('s.closed', 'is', null)
    .orderBy('s.subscriber_id')
    .execute();
  return rows.map(row => ({ ...row, ...(numbers.get(row.subscriber_id) ?? none()) }));
}

interface Numbers {
  /** The one at home; empty when there is none, as the mobile. */
  landline: string;
  /** The main one. */
  mobile: string;
  /** Further ones. */
  extra: string[];
}

function none(): Numbers {
  return { landline: '', mobile: '', extra: [] };
}

async function numbersIn(db: Database, range: IdRange): Promise<ReadonlyMap<number, Numbers>> {
  const rows = await db
    .selectFrom('phone')
    .select(['subscriber_id', 'kind', 'number'])
    .where('subscriber_id', '>', range.after)
    .where('subscriber_id', '<=', range.upTo)
    .orderBy('phone_id')
    .execute();
  const numbers = new Map<number, Numbers>();
  for (const { subscriber_id, kind, number } of rows) {
    const known = numbers.get(subscriber_id) ?? none();
    numbers.set(subscriber_id, known);
    if (kind === 'extra') known.extra.push(number);
    else known[kind === 'mobile' ? 'mobile' : 'landline'] = number;
  }
  return numbers;
}
