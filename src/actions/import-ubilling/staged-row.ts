import { parseUnits } from '../ledger/units.ts';
import type { ImportBook } from './import-book.ts';
import type { StagedValue } from './stage-dump.ts';

/** When what has no date happened. */
export const LONG_AGO = new Date(0).toISOString();
export const LONG_AGO_DAY = '1970-01-01';

/** A row of the dump, read column by column; what is missing reads as empty. */
export class StagedRow {
  readonly #values: Readonly<Record<string, StagedValue>>;
  readonly #table: string;
  readonly #book: ImportBook;

  constructor(table: string, values: Readonly<Record<string, StagedValue>>, book: ImportBook) {
    this.#table = table;
    this.#values = values;
    this.#book = book;
  }

  /** The row's id; rows that came without one are numbered as they came. */
  get id(): number {
    return this.number('id') || Number(this.#values['rowid']);
  }

  text(name: string): string {
    const value = this.#values[name];
    return value === null || value === undefined ? '' : String(value);
  }

  /** The text, or null when it is empty. */
  optional(name: string): string | null {
    return this.text(name) || null;
  }

  /** The number; 0 when it is none. */
  number(name: string): number {
    const number = Number(this.text(name));
    return Number.isFinite(number) ? number : 0;
  }

  /** 1 or 0; `missing` in dumps that have no such column. */
  flag(name: string, missing: 0 | 1 = 0): 0 | 1 {
    if ((this.#values[name] ?? null) === null) return missing;
    return this.number(name) === 0 ? 0 : 1;
  }

  /** An amount in minor units; null when the text is none. What had to be rounded is told in the report. */
  money(name: string): number | null {
    const source = this.text(name).trim();
    const text = /e/i.test(source) ? Number(source).toFixed(9) : source.replace(/^(-?)\./, '$10.').replace(/\.$/, '');
    const minor = parseUnits(text.replace(/^(-?\d+\.\d{9})\d+$/, '$1'));
    if (minor === undefined) return null;
    if (Number(text) * 100 !== minor && Math.abs(Number(text) * 100 - minor) > 1e-6) {
      this.#book.rounded(this.#table, name, this.id, source, minor);
    }
    return minor;
  }

  /** The same; a text that is no amount counts as 0, and the report tells. */
  amount(name: string): number {
    const minor = this.money(name);
    if (minor === null && this.text(name).trim() !== '') {
      this.#book.note(`amounts in ${this.#table}.${name} that are none: they are 0 now`);
    }
    return minor ?? 0;
  }

  /** Percent as basis points. */
  basisPoints(name: string): number {
    return Math.round(this.number(name) * 100);
  }

  /** A local date and time of MySQL as ISO text in UTC; the import's own moment when there is none. */
  moment(name: string): string {
    return this.optionalMoment(name) ?? this.#book.created;
  }

  /** The same; the beginning of time when there is none: what has no date is not new. */
  pastMoment(name: string): string {
    return this.optionalMoment(name) ?? LONG_AGO;
  }

  optionalMoment(name: string): string | null {
    const moment = new Date(this.text(name).replace(' ', 'T'));
    return this.day(name) === null || Number.isNaN(moment.getTime()) ? null : moment.toISOString();
  }

  /** The day of a date; null for MySQL's empty dates. */
  day(name: string): string | null {
    const day = this.text(name).slice(0, 10);
    return /^\d{4}-\d{2}-\d{2}$/.test(day) && !day.startsWith('0000') ? day : null;
  }

  /** The subscriber of the login in that column. */
  subscriber(name = 'login'): number | undefined {
    return this.#book.subscribers.get(this.text(name));
  }
}
