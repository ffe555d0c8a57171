import type { Database } from '../../store/schema.ts';
import { untyped, type Thing } from './thing.ts';

export interface KeyRange {
  readonly first: number;
  readonly last: number;
}

/**
 * The first and the last key of a table none of whose rows were ever removed, told by their number: there a page begins at a key
 * that can be reckoned, however far down it is. Undefined for others.
 */
export async function keyRange(db: Database, thing: Thing, total: number): Promise<KeyRange | undefined> {
  const query = untyped(db)
    .selectFrom(thing.table)
    .select(eb => [
      eb
        .selectFrom(thing.table)
        .select(eb2 => eb2.fn.min(thing.key).as('key'))
        .as('first'),
      eb
        .selectFrom(thing.table)
        .select(eb2 => eb2.fn.max(thing.key).as('key'))
        .as('last'),
    ]);
  const row = await query.limit(1).executeTakeFirst();
  const [first, last] = [Number(row?.['first']), Number(row?.['last'])];
  return row !== undefined && last - first + 1 === total ? { first, last } : undefined;
}
