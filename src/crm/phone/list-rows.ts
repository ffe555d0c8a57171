import type { Database } from '../../store/schema.ts';
import { untyped, type Columns } from '../things/thing.ts';
import type { PhoneQuery } from './list-query.ts';

/** A list of objects as confd gives it. */
export interface PhoneList<Item> {
  readonly items: readonly Item[];
  /** Of all that match, before paging. */
  readonly total: number;
}

export interface ListedTable {
  readonly table: string;
  readonly key: string;
  /** Columns that a search looks through; their text is in lower case. */
  readonly searched: readonly string[];
  /** Columns behind the names that a list may be ordered by. */
  readonly orders: Readonly<Record<string, readonly string[]>>;
}

/** A page of rows; rows of equal order stand by their key, so that pages never overlap. `only` are columns with a fixed value. */
export async function listRows(
  db: Database,
  { table, key, searched, orders }: ListedTable,
  { search, order, direction, limit, skip }: PhoneQuery,
  only: Readonly<Record<string, readonly string[]>> = {},
): Promise<PhoneList<Columns>> {
  const matching = untyped(db)
    .selectFrom(table)
    .where(eb => eb.and(Object.entries(only).map(([column, values]) => eb(column, 'in', values))))
    .where(eb =>
      search === '' ? eb.and([]) : eb.or(searched.map(column => eb(eb.fn('instr', [column, eb.val(search)]), '>', 0))),
    );
  const counted = await matching.select(eb => eb.fn.countAll().as('total')).executeTakeFirstOrThrow();
  let sorted = matching.selectAll();
  for (const column of orders[order] ?? []) sorted = sorted.orderBy(column, by => by.collate('nocase')[direction]());
  const items = await sorted
    .orderBy(key, direction)
    .limit(limit ?? -1)
    .offset(skip)
    .execute();
  return { items, total: Number(counted['total']) };
}

/** SQLite takes only so many values in one statement. */
const AT_ONCE = 1000;

/** What belongs to the rows of a page, asked for by their ids. */
export async function eachOf<Row, Id, Found>(
  rows: readonly Row[],
  idOf: (row: Row) => Id,
  ask: (ids: readonly Id[]) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const ids = rows.map(idOf);
  const found: Found[] = [];
  for (let first = 0; first < ids.length; first += AT_ONCE)
    found.push(...(await ask(ids.slice(first, first + AT_ONCE))));
  return found;
}
