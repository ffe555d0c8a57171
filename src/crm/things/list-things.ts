import { type Expression, type SelectQueryBuilder, sql, type SqlBool } from 'kysely';
import type { Database } from '../../store/schema.ts';
import type { Column } from '../fields/field.ts';
import type { ListQuery, Page } from '../types.ts';
import { countRows } from './count-rows.ts';
import { keyRange, type KeyRange } from './key-range.ts';
import { checkListQuery, type CheckedQuery } from './list-query.ts';
import { type Builder, prepareSearch, type Search } from './search-rows.ts';
import { showRow } from './show-row.ts';
import { untyped, type Columns, type Thing } from './thing.ts';

/** Above so many matches a search walks the rows in the order of the key: soon there is a page of them. */
const MANY = 2000;

/** A page of rows and the totals. Throws E_INPUT for columns that do not exist or values of the wrong type. */
export async function listThings<Row>(db: Database, thing: Thing<Row>, query: ListQuery): Promise<Page<Row>> {
  const { data, pagination } = await listColumns(db, thing, query);
  return { data: data.map(columns => showRow<Row>(thing, columns)), pagination };
}

/** A page of rows as they are stored. */
export async function listColumns(db: Database, thing: Thing, query: ListQuery): Promise<Page<Columns>> {
  const checked = checkListQuery(thing, query);
  const search = checked.search === undefined ? undefined : await prepareSearch(db, thing, checked.search);
  const { page, perPage: per_page, filters, search: text } = checked;
  const total = await countRows(db, JSON.stringify([thing.table, filters, text]), async () => {
    const counting = selectMatching(db, thing, checked, search, false).select(eb => eb.fn.countAll().as('total'));
    return Number((await counting.executeTakeFirstOrThrow())['total']);
  });
  const walk = total > MANY && checked.sort === thing.key;
  const matching = selectMatching(db, thing, checked, search, walk);
  const isWhole = filters.length === 0 && search === undefined;
  const range = isWhole && checked.sort === thing.key ? await keyRange(db, thing, total) : undefined;
  const data = await selectPage(matching, thing, checked, range).execute();
  return { data, pagination: { page, per_page, total, pages: Math.ceil(total / per_page) } };
}

type Select<Output> = SelectQueryBuilder<Record<string, Columns>, string, Output>;

function selectMatching(
  db: Database,
  thing: Thing,
  query: CheckedQuery,
  search: Search | undefined,
  walk: boolean,
): Select<object> {
  return untyped(db)
    .selectFrom(thing.table)
    .where(eb => eb.and(query.filters.map(([column, values]) => isOneOf(eb, column, values))))
    .where(eb => search?.condition(eb, walk) ?? eb.and([]));
}

function selectPage(
  matching: Select<object>,
  thing: Thing,
  query: CheckedQuery,
  range: KeyRange | undefined,
): Select<Columns> {
  const offset = (query.page - 1) * query.perPage;
  const sorted = matching.selectAll().orderBy(query.sort, query.order);
  const settled = query.sort === thing.key ? sorted : sorted.orderBy(thing.key, query.order);
  const page = settled.limit(query.perPage);
  if (range === undefined) return page.offset(offset);
  const isUp = query.order === 'asc';
  return page.where(sql.ref(thing.key), isUp ? '>=' : '<=', isUp ? range.first + offset : range.last - offset);
}

function isOneOf(eb: Builder, column: string, values: readonly Column[]): Expression<SqlBool> {
  const known = values.filter(value => value !== null);
  const alternatives = known.length === 0 ? [] : [eb(column, 'in', known)];
  return eb.or(values.includes(null) ? [...alternatives, eb(column, 'is', null)] : alternatives);
}
