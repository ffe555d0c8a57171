import type { Expression, ExpressionBuilder, SelectQueryBuilder, SqlBool } from 'kysely';
import type { Database } from '../../store/schema.ts';
import type { Column } from '../fields/field.ts';
import type { ListQuery, Page } from '../types.ts';
import { checkListQuery, type CheckedQuery } from './list-query.ts';
import { showRow } from './show-row.ts';
import { untyped, type Columns, type Thing } from './thing.ts';

type Builder = ExpressionBuilder<Record<string, Columns>, string>;

/** A page of rows and the totals. Throws E_INPUT for columns that do not exist or values of the wrong type. */
export async function listThings<Row>(db: Database, thing: Thing<Row>, query: ListQuery): Promise<Page<Row>> {
  const { data, pagination } = await listColumns(db, thing, query);
  return { data: data.map(columns => showRow<Row>(thing, columns)), pagination };
}

/** A page of rows as they are stored. */
export async function listColumns(db: Database, thing: Thing, query: ListQuery): Promise<Page<Columns>> {
  const checked = checkListQuery(thing, query);
  const matching = await selectMatching(db, thing, checked);
  const counted = await matching.select(eb => eb.fn.countAll().as('total')).executeTakeFirstOrThrow();
  const data = await selectPage(matching, thing, checked).execute();
  const { page, perPage: per_page } = checked;
  const total = Number(counted['total']);
  return { data, pagination: { page, per_page, total, pages: Math.ceil(total / per_page) } };
}

type Select<Output> = SelectQueryBuilder<Record<string, Columns>, string, Output>;

async function selectMatching(db: Database, thing: Thing, query: CheckedQuery): Promise<Select<object>> {
  const elsewhere = query.search === undefined ? [] : ((await thing.searchElsewhere?.(db, query.search)) ?? []);
  return untyped(db)
    .selectFrom(thing.table)
    .where(eb => eb.and(query.filters.map(([column, values]) => isOneOf(eb, column, values))))
    .where(eb => (query.search === undefined ? eb.and([]) : matches(eb, thing, query.search, elsewhere)));
}

function selectPage(matching: Select<object>, thing: Thing, query: CheckedQuery): Select<Columns> {
  const sorted = matching.selectAll().orderBy(query.sort, query.order);
  const settled = query.sort === thing.key ? sorted : sorted.orderBy(thing.key, query.order);
  return settled.limit(query.perPage).offset((query.page - 1) * query.perPage);
}

function isOneOf(eb: Builder, column: string, values: readonly Column[]): Expression<SqlBool> {
  const known = values.filter(value => value !== null);
  const alternatives = known.length === 0 ? [] : [eb(column, 'in', known)];
  return eb.or(values.includes(null) ? [...alternatives, eb(column, 'is', null)] : alternatives);
}

function matches(eb: Builder, thing: Thing, text: string, elsewhere: readonly number[]): Expression<SqlBool> {
  const alternatives = thing.search.map(column => contains(eb, column, text));
  if (elsewhere.length > 0) alternatives.push(eb(thing.key, 'in', elsewhere));
  if (/^\d{1,15}$/.test(text)) alternatives.push(eb(thing.key, '=', Number(text)));
  return eb.or(alternatives);
}

/** Not LIKE: `%` and `_` of a caller are only characters. SQLite's lower() knows ASCII only, hence the exact text too. */
function contains(eb: Builder, column: string, text: string): Expression<SqlBool> {
  return eb.or([
    eb(eb.fn('instr', [eb.fn('lower', [column]), eb.val(text.toLowerCase())]), '>', 0),
    eb(eb.fn('instr', [eb.ref(column), eb.val(text)]), '>', 0),
  ]);
}
