import type { Insertable } from 'kysely';
import type { Tables } from '../../store/schema.ts';
import type { ImportBook } from './import-book.ts';
import type { StagedRow } from './staged-row.ts';

/** One row for one of our tables. */
export type NewRow = {
  [T in keyof Tables]: { readonly table: T; readonly values: Insertable<Tables[T]> };
}[keyof Tables];

/** Why a row was not taken. */
export type SkipReason = string;

/** How the rows of one table of Ubilling come in. */
export interface TableImport {
  /** Ubilling's table. */
  readonly from: string;
  /** The rows it becomes (none when the book keeps it), or why it was skipped. */
  take(row: StagedRow, book: ImportBook): readonly NewRow[] | SkipReason;
}

/** A row for a table. */
export function into<T extends keyof Tables>(table: T, values: Insertable<Tables[T]>): readonly NewRow[] {
  return [{ table, values } as NewRow];
}

export const NO_LOGIN: SkipReason = 'no subscriber of this login';
