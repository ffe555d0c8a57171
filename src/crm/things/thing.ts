import type { Kysely } from 'kysely';
import type { Database, Tables } from '../../store/schema.ts';
import type { FullText } from './full-text.ts';
import type { Column, Fields } from '../fields/field.ts';

/** A kind of row that is made, changed, listed and removed by its field table. */
export interface Thing<Row = unknown> {
  /** Carries the type of its rows; never set. */
  readonly row?: Row;
  /** What messages call it: `product`. */
  readonly label: string;
  readonly table: keyof Tables;
  readonly key: string;
  readonly fields: Fields;
  /** Text columns that a search looks into. */
  readonly search: readonly string[];
  /** The index of these texts, where there is one. */
  readonly fullText?: FullText;
  /** Columns with ids of other rows whose texts a search looks into too. */
  readonly searchBy?: readonly { readonly column: string; readonly fullText: FullText }[];
  /** Columns of few different values, with those that hold the text. */
  readonly searchValues?: (db: Database, text: string) => Promise<ReadonlyMap<string, readonly string[]>>;
  /** Ids that a search finds by other tables. */
  readonly searchElsewhere?: (db: Database, text: string) => Promise<number[]>;
  /** The moments its rows have of themselves; both unless said otherwise. */
  readonly moments?: readonly Moment[];
  /** Columns of the same table that are kept beside the fields, neither taken nor shown. */
  readonly hidden?: readonly string[];
}

export type Columns = Record<string, Column>;

export type Moment = 'created' | 'last_modified';

/** The columns of a thing's moments. */
export function momentsOf({ moments }: Pick<Thing, 'moments'>): readonly Moment[] {
  return moments ?? ['created', 'last_modified'];
}

/** The same database without its column types, for code that works from a field table. */
export function untyped(db: Database): Kysely<Record<string, Columns>> {
  return db as unknown as Kysely<Record<string, Columns>>;
}

/** This moment in those columns of a thing that are named. */
export function stamp(thing: Pick<Thing, 'moments'>, ...wanted: readonly Moment[]): Columns {
  const moments = momentsOf(thing).filter(moment => wanted.includes(moment));
  return Object.fromEntries(moments.map(moment => [moment, now()]));
}

/** This moment as rows keep it. */
export function now(): string {
  const moment = Date.now();
  if (moment !== last.moment) last = { moment, text: new Date(moment).toISOString() };
  return last.text;
}

/** Rows are written many at a time, and wording a moment costs as much as one of them. */
let last = { moment: Number.NaN, text: '' };
