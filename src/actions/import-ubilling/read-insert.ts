/** The parts of INSERT and CREATE TABLE. */
import { OmnicrmError } from '../../errors.ts';
import { withoutIntervals } from './mysql-functions.ts';
import type { SqlToken } from './split-statements.ts';

/** A literal, or the tokens of an expression. */
type Cell = string | number | null | readonly SqlToken[];

export type Insert = { readonly table: string; readonly columns: readonly string[] } & (
  { readonly rows: readonly (readonly Cell[])[] } | { readonly query: readonly SqlToken[] }
);

/** An INSERT or REPLACE. Throws E_INPUT when it names no columns and no CREATE TABLE told them. */
export function readInsert(
  tokens: readonly SqlToken[],
  declared: (table: string) => readonly string[] | undefined,
): Insert {
  const first = tokens.findIndex(token => token.kind !== 'word' || !insertWords.has(token.value.toUpperCase()));
  // The database may stand before its table.
  const into = isSign(tokens[first + 1], '.') ? first + 2 : first;
  const table = tokens[into]?.value ?? '';
  const list = isSign(tokens[into + 1], '(') ? closing(tokens, into + 1) : undefined;
  const columns = list === undefined ? declared(table) : namesOf(tokens.slice(into + 2, list));
  if (columns === undefined) {
    throw new OmnicrmError('E_INPUT', `the rows of ${table} have no column names`, {
      hint: 'dump with the table structure, or with mysqldump --complete-insert',
    });
  }
  const rest = tokens.slice((list ?? into) + 1);
  if (rest[0]?.value.toUpperCase() === 'SELECT') return { table, columns, query: rest };
  return { table, columns, rows: rowsOf(rest.slice(1), table, columns.length) };
}

/** The columns of a CREATE TABLE; undefined for views and the like. */
export function readTableColumns(
  tokens: readonly SqlToken[],
): { name: string; columns: readonly string[] } | undefined {
  const open = tokens.findIndex(token => isSign(token, '('));
  const name = tokens[open - 1];
  if (tokens[1]?.value.toUpperCase() !== 'TABLE' || open === -1 || name === undefined) return undefined;
  const parts = split(tokens.slice(open + 1, closing(tokens, open)));
  const columns = parts.flatMap(([first]) =>
    first === undefined || (first.kind === 'word' && keyWords.has(first.value.toUpperCase())) ? [] : [first.value],
  );
  return { name: name.value, columns };
}

/** Tokens as text for SQLite. */
export function expressionText(tokens: readonly SqlToken[]): string {
  return withoutIntervals(tokens.map(textOf).join(' '));
}

const insertWords = new Set(['INSERT', 'REPLACE', 'INTO', 'IGNORE', 'DELAYED', 'LOW_PRIORITY', 'HIGH_PRIORITY']);
const keyWords = new Set([
  'PRIMARY',
  'KEY',
  'UNIQUE',
  'INDEX',
  'FULLTEXT',
  'SPATIAL',
  'CONSTRAINT',
  'FOREIGN',
  'CHECK',
]);

function textOf({ kind, value }: SqlToken): string {
  if (kind === 'string') return `'${value.replaceAll("'", "''")}'`;
  return kind === 'name' ? `"${value.replaceAll('"', '""')}"` : value;
}

function rowsOf(tokens: readonly SqlToken[], table: string, width: number): Cell[][] {
  const rows: Cell[][] = [];
  for (let at = 0, isMore = true; isMore;) {
    if (!isSign(tokens[at], '(')) throw new OmnicrmError('E_INPUT', `the rows of ${table} are damaged or cut off`);
    const end = closing(tokens, at);
    const row = split(tokens.slice(at + 1, end)).map(cellOf);
    if (row.length !== width) {
      throw new OmnicrmError('E_INPUT', `a row of ${table} has ${row.length} values for ${width} columns`);
    }
    rows.push(row);
    const next = tokens[end + 1];
    isMore = next !== undefined && next.value.toUpperCase() !== 'ON';
    at = isSign(next, ',') ? end + 2 : end + 1;
  }
  return rows;
}

function cellOf(all: readonly SqlToken[]): Cell {
  const prefix = all.length === 2 && all[1]?.kind === 'string' ? (all[0]?.value ?? '').toLowerCase() : '';
  if (prefix === 'x') return Buffer.from(all[1]?.value ?? '', 'hex').toString('utf8');
  if (prefix === 'b') return Number.parseInt(all[1]?.value ?? '', 2);
  // A charset in front (_binary 'x') says nothing to us.
  const tokens = /^_[a-z]/.test(prefix) ? all.slice(1) : all;
  const [first, second] = tokens;
  if (tokens.length === 1 && first !== undefined) {
    if (first.kind === 'string') return first.value;
    if (first.kind === 'number') return numberOf(first.value);
    const word = first.value.toUpperCase();
    if (word === 'NULL') return null;
    if (word === 'TRUE' || word === 'FALSE') return word === 'TRUE' ? 1 : 0;
  }
  const isNegative = tokens.length === 2 && isSign(first, '-') && second?.kind === 'number';
  return isNegative ? numberOf(`-${second.value}`) : tokens;
}

/** A number where it keeps its text, else that text: no digit is lost. */
function numberOf(text: string): number | string {
  const number = Number(text);
  return String(number) === text ? number : text;
}

/** Parts between commas that stand in no brackets. */
function split(tokens: readonly SqlToken[]): SqlToken[][] {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isSign(token, '(')) depth++;
    if (isSign(token, ')')) depth--;
    if (depth === 0 && isSign(token, ',')) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function namesOf(tokens: readonly SqlToken[]): string[] {
  return tokens.filter(token => !isSign(token, ',')).map(token => token.value);
}

/** Where the bracket that opens at `open` closes. */
function closing(tokens: readonly SqlToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    if (isSign(tokens[at], '(')) depth++;
    if (isSign(tokens[at], ')') && --depth === 0) return at;
  }
  throw new OmnicrmError('E_INPUT', 'a bracket in the dump is never closed');
}

function isSign(token: SqlToken | undefined, sign: string): boolean {
  return token?.kind === 'symbol' && token.value === sign;
}
