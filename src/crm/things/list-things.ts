import { runQuery } from '../../store/run-query.ts';
import type { Database } from '../../store/schema.ts';
import type { Query } from '../../store/statements.ts';
import type { Column } from '../fields/field.ts';
import type { ListQuery, Page } from '../types.ts';
import { all, clause, oneOf, quoted, some } from './clause.ts';
import { countRows } from './count-rows.ts';
import { keyRange, type KeyRange } from './key-range.ts';
import { checkListQuery, type CheckedQuery } from './list-query.ts';
import { prepareSearch } from './search-rows.ts';
import { showRow } from './show-row.ts';
import type { Columns, Thing } from './thing.ts';

/** Above so many matches a search walks the rows in the order of the key: soon there is a page of them. */
const MANY = 2000;

/** A page of rows and the totals. Throws E_INPUT for columns that do not exist or values of the wrong type. */
export async function listThings<Row>(db: Database, thing: Thing<Row>, query: ListQuery): Promise<Page<Row>> {
  const { data, pagination } = await listColumns(db, thing, query);
  return { data: data.map(columns => showRow<Row>(thing, columns)), pagination };
}

/** A page of rows as they are stored; `select` names the columns in SQL, where not all are wanted. */
export async function listColumns<Row = Columns>(
  db: Database,
  thing: Thing,
  query: ListQuery,
  select = '*',
): Promise<Page<Row>> {
  const checked = checkListQuery(thing, query);
  const { page, perPage: per_page, filters, sort } = checked;
  const search = checked.search === undefined ? undefined : await prepareSearch(db, thing, checked.search);
  const filtered = filters.map(([column, values]) => isOneOf(column, values));
  const matching = (walk: boolean): Query[] => [...filtered, ...(search === undefined ? [] : [search.condition(walk)])];
  const total = await countRows(db, JSON.stringify([thing.table, filters, checked.search]), () =>
    countMatching(db, thing, matching(false)),
  );
  const isReckoned = page > 1 && sort === thing.key && filtered.length === 0 && search === undefined;
  const range = isReckoned ? await keyRange(db, thing, total) : undefined;
  const wanted = selectPage(thing, checked, matching(total > MANY && sort === thing.key), range);
  const data = (await runQuery<Row>(db, { ...wanted, sql: `select ${select} ${wanted.sql}` })).rows;
  return { data, pagination: { page, per_page, total, pages: Math.ceil(total / per_page) } };
}

async function countMatching(db: Database, thing: Thing, matching: readonly Query[]): Promise<number> {
  const { sql, parameters } = where(matching);
  const query = { sql: `select count(*) as total from ${quoted(thing.table)}${sql}`, parameters };
  return (await runQuery<{ total: number }>(db, query)).rows[0]?.total ?? 0;
}

function selectPage(thing: Thing, query: CheckedQuery, matching: readonly Query[], range: KeyRange | undefined): Query {
  const { page, perPage, sort, order } = query;
  const [table, key] = [quoted(thing.table), quoted(thing.key)];
  const offset = (page - 1) * perPage;
  if (sort === thing.key) {
    const from = range === undefined ? [] : [beginning(key, order, range, offset)];
    const { sql, parameters } = where([...matching, ...from]);
    const skipped = range === undefined ? offset : 0;
    return clause(`from ${table}${sql} order by ${key} ${order} limit ? offset ?`, ...parameters, perPage, skipped);
  }
  // Sorted without their other columns: rows that are not of the page are never read whole.
  const sorted = `order by ${quoted(sort)} ${order}, ${key} ${order}`;
  const { sql, parameters } = where(matching);
  const keys = `select ${key} from ${table}${sql} ${sorted} limit ? offset ?`;
  return clause(`from ${table} where ${key} in (${keys}) ${sorted}`, ...parameters, perPage, offset);
}

function beginning(key: string, order: CheckedQuery['order'], { first, last }: KeyRange, offset: number): Query {
  return order === 'asc' ? clause(`${key} >= ?`, first + offset) : clause(`${key} <= ?`, last - offset);
}

function where(matching: readonly Query[]): Query {
  if (matching.length === 0) return clause('');
  const { sql, parameters } = all(matching);
  return { sql: ` where ${sql}`, parameters };
}

function isOneOf(name: string, values: readonly Column[]): Query {
  const column = quoted(name);
  const known = values.filter(value => value !== null);
  const alternatives = known.length === 0 ? [] : [oneOf(column, known)];
  return some(values.includes(null) ? [...alternatives, clause(`${column} is null`)] : alternatives);
}
