import type { Tables } from '../../store/schema.ts';
import type { Query } from '../../store/statements.ts';
import { clause, quoted, some } from './clause.ts';

/** The texts of a table that are found by any part of them: an FTS5 table of trigrams, kept by triggers. */
export interface FullText {
  readonly table: string;
  readonly content: keyof Tables;
  readonly key: string;
  readonly columns: readonly string[];
}

export const customerText: FullText = {
  table: 'customer_text',
  content: 'customer',
  key: 'customer_id',
  columns: ['customer_name', 'tax_identifier'],
};

export const serviceText: FullText = {
  table: 'service_text',
  content: 'service',
  key: 'service_id',
  columns: ['service_name', 'service_uuid'],
};

/** A trigram is three characters: shorter texts are looked for row by row. */
const SHORTEST = 3;

/** The ids of the rows that hold a text, as a sub-query: without regard to case, spaces and signs as they are. */
export function idsWithText({ table, content, key, columns }: FullText, text: string): Query {
  if (Array.from(text).length >= SHORTEST && !text.includes('\0')) {
    const phrase = `"${text.replaceAll('"', '""')}"`;
    return clause(`(select rowid from ${quoted(table)} where ${quoted(table)} match ?)`, phrase);
  }
  const found = some(columns.map(column => clause(`instr(lower(${quoted(column)}), ?) > 0`, text.toLowerCase())));
  return { ...found, sql: `(select ${quoted(key)} from ${quoted(content)} where ${found.sql})` };
}
