import type { Database } from '../../store/schema.ts';
import type { Query } from '../../store/statements.ts';
import type { Column } from '../fields/field.ts';
import { clause, oneOf, quoted, some } from './clause.ts';
import { type FullText, idsWithText } from './full-text.ts';
import type { Thing } from './thing.ts';

/** A search that knows what to look for. */
export interface Search {
  /**
   * The rows that match. `walk` looks at rows one after the other instead of gathering them by indexes: quicker where many match
   * and the first page is wanted in the order of the key.
   */
  condition(walk: boolean): Query;
}

/** Looks up once what other tables say of a text. */
export async function prepareSearch(db: Database, thing: Thing, text: string): Promise<Search> {
  const ids = (await thing.searchElsewhere?.(db, text)) ?? [];
  const number = /^\d{1,15}$/.test(text) ? [Number(text)] : [];
  const values = new Map<string, readonly Column[]>((await thing.searchValues?.(db, text)) ?? []);
  if (ids.length + number.length > 0) values.set(thing.key, [...ids, ...number]);
  return {
    condition: walk => {
      // A unary plus keeps an index from being used.
      const named = (column: string): string => (walk ? `(+${quoted(column)})` : quoted(column));
      const listed = [...values].filter(([, list]) => list.length > 0);
      return some([
        ...(thing.fullText === undefined
          ? thing.search.map(column => contains(column, text))
          : [isOneWithText(named(thing.key), thing.fullText, text)]),
        ...(thing.searchBy ?? []).map(({ column, fullText }) => isOneWithText(named(column), fullText, text)),
        ...listed.map(([column, list]) => oneOf(named(column), list)),
      ]);
    },
  };
}

function isOneWithText(what: string, fullText: FullText, text: string): Query {
  const ids = idsWithText(fullText, text);
  return { ...ids, sql: `${what} in ${ids.sql}` };
}

/** Not LIKE: `%` and `_` of a caller are only characters. SQLite's lower() knows ASCII only, hence the exact text too. */
function contains(name: string, text: string): Query {
  const column = quoted(name);
  return clause(`(instr(lower(${column}), ?) > 0 or instr(${column}, ?) > 0)`, text.toLowerCase(), text);
}
