import type { Database } from '../../../store/schema.ts';
import type { IdRange } from '../../subscribers/id-ranges.ts';

/** What a subscriber has paid in; moments as ISO texts. */
export interface Payments {
  readonly number: number;
  readonly first: string;
  readonly last: string;
  readonly sum_minor: number;
}

/** The payments of each subscriber of a range who has made some. */
export async function paymentsIn(db: Database, { after, upTo }: IdRange): Promise<ReadonlyMap<number, Payments>> {
  const rows = await db
    .selectFrom('ledger as l')
    .select(({ fn }) => [
      'l.owner_id',
      fn.countAll<number>().as('number'),
      fn.min('l.created').as('first'),
      fn.max('l.created').as('last'),
      fn.sum<number>('l.amount_minor').as('sum_minor'),
    ])
    .where('l.account', '=', 'main')
    .where('l.kind', '=', 'payment')
    .where('l.amount_minor', '>', 0)
    .where('l.owner_id', '>', after)
    .where('l.owner_id', '<=', upTo)
    .groupBy('l.owner_id')
    .execute();
  return new Map(rows.map(({ owner_id, ...payments }) => [owner_id, payments]));
}
