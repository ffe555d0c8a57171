import { type Expression, type ExpressionBuilder, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Database } from '../../store/schema.ts';
import type { Column } from '../fields/field.ts';
import { idsWithText } from './full-text.ts';
import type { Columns, Thing } from './thing.ts';

export type Builder = ExpressionBuilder<Record<string, Columns>, string>;

/** A search that knows what to look for. */
export interface Search {
  /**
   * The rows that match. `walk` looks at rows one after the other instead of gathering them by indexes: quicker where many match
   * and the first page is wanted in the order of the key.
   */
  condition(eb: Builder, walk: boolean): Expression<SqlBool>;
}

/** Looks up once what other tables say of a text. */
export async function prepareSearch(db: Database, thing: Thing, text: string): Promise<Search> {
  const ids = (await thing.searchElsewhere?.(db, text)) ?? [];
  const number = /^\d{1,15}$/.test(text) ? [Number(text)] : [];
  const values = new Map<string, readonly Column[]>((await thing.searchValues?.(db, text)) ?? []);
  if (ids.length + number.length > 0) values.set(thing.key, [...ids, ...number]);
  return {
    condition: (eb, walk) => {
      const named = (column: string): RawBuilder<Column> =>
        walk ? sql`(+${sql.ref(column)})` : sql`${sql.ref(column)}`;
      const listed = [...values].filter(([, list]) => list.length > 0);
      return eb.or([
        ...(thing.fullText === undefined
          ? thing.search.map(column => contains(eb, column, text))
          : [eb(named(thing.key), 'in', idsWithText(thing.fullText, text))]),
        ...(thing.searchBy ?? []).map(({ column, fullText }) => eb(named(column), 'in', idsWithText(fullText, text))),
        ...listed.map(([column, list]) => eb(named(column), 'in', [...list])),
      ]);
    },
  };
}

/** Not LIKE: `%` and `_` of a caller are only characters. SQLite's lower() knows ASCII only, hence the exact text too. */
function contains(eb: Builder, column: string, text: string): Expression<SqlBool> {
  return eb.or([
    eb(eb.fn('instr', [eb.fn('lower', [column]), eb.val(text.toLowerCase())]), '>', 0),
    eb(eb.fn('instr', [eb.ref(column), eb.val(text)]), '>', 0),
  ]);
}
