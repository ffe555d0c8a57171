import { runQuery } from '../../store/run-query.ts';
import type { Database } from '../../store/schema.ts';
import type { Query } from '../../store/statements.ts';
import type { Column } from '../fields/field.ts';
import type { ListQuery, Page } from '../types.ts';
import { clause, oneOf, quoted, some, where } from './clause.ts';
import { type Count, countRows } from './count-rows.ts';
import { checkListQuery, type CheckedQuery } from './list-query.ts';
import { prepareSearch } from './search-rows.ts';
import { selectShown, showRow } from './show-row.ts';
import type { Columns, Thing } from './thing.ts';

/** Above so many matches a search walks the rows in the order of the key: soon there is a page of them. */
const MANY = 2000;

/** A page of rows and the totals. Throws E_INPUT for columns that do not exist or values of the wrong type. */
export async function listThings<Row>(db: Database, thing: Thing<Row>, query: ListQuery): Promise<Page<Row>> {
  const { data, pagination } = await listColumns(db, thing, query, selectShown(thing));
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
  const count = await countRows(db, thing, matching(false));
  const { total } = count;
  const byItsKey = sort === thing.key;
  const walked = matching(total > MANY && byItsKey);
  const whole = walked.length === 0 ? count : undefined;
  const wanted = byItsKey ? byKey(thing, checked, walked, whole) : byColumn(thing, checked, walked);
  const data = (await runQuery<Row>(db, { ...wanted, sql: `select ${select} ${wanted.sql}` })).rows;
  return { data, pagination: { page, per_page, total, pages: Math.ceil(total / per_page) } };
}

/**
 * Of a table none of whose rows were ever removed, told by their number, a page begins at a key that can be reckoned, however
 * far down it is.
 */
function byKey(thing: Thing, query: CheckedQuery, matching: readonly Query[], whole: Count | undefined): Query {
  const { page, perPage, order } = query;
  const [table, key] = [quoted(thing.table), quoted(thing.key)];
  const offset = (page - 1) * perPage;
  const begin = whole === undefined ? undefined : keyAt(whole, order, offset);
  const from = begin === undefined ? [] : [clause(`${key} ${order === 'asc' ? '>=' : '<='} ?`, begin)];
  const { sql, parameters } = where([...matching, ...from]);
  const skipped = begin === undefined ? offset : 0;
  return clause(`from ${table}${sql} order by ${key} ${order} limit ? offset ?`, ...parameters, perPage, skipped);
}

function keyAt({ total, first, last }: Count, order: CheckedQuery['order'], offset: number): number | undefined {
  if (first === null || last === null || last - first + 1 !== total) return undefined;
  return order === 'asc' ? first + offset : last - offset;
}

/** Keys are sorted without the other columns: rows that are not of the page are never read whole. */
function byColumn(thing: Thing, query: CheckedQuery, matching: readonly Query[]): Query {
  const { page, perPage, sort, order } = query;
  const [table, key] = [quoted(thing.table), quoted(thing.key)];
  const sorted = `order by ${quoted(sort)} ${order}, ${key} ${order}`;
  const { sql, parameters } = where(matching);
  const keys = `select ${key} from ${table}${sql} ${sorted} limit ? offset ?`;
  return clause(`from ${table} where ${key} in (${keys}) ${sorted}`, ...parameters, perPage, (page - 1) * perPage);
}

function isOneOf(name: string, values: readonly Column[]): Query {
  const column = quoted(name);
  const known = values.filter(value => value !== null);
  const alternatives = known.length === 0 ? [] : [oneOf(column, known)];
  return some(values.includes(null) ? [...alternatives, clause(`${column} is null`)] : alternatives);
}
