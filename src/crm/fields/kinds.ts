import { moneyNumber, parseMoney } from '../money.ts';
import { readInventoryFields, showInventoryFields } from './inventory-fields.ts';
import { readPlayList } from '../order-plays.ts';
import { parsePythonStringList, pythonStringList } from '../python-literal.ts';
import type { Column, Field, KindName } from './field.ts';
import { describe, jsonText, problem } from './problem.ts';

/** One kind of value: how it is read from a caller, shown in JSON, and described in JSON Schema. */
export interface Kind {
  /** The stored form of a value that is not null. Throws E_INPUT with a message that fits after "<field>: ". */
  read(value: unknown, field: Field): Exclude<Column, null>;
  show(column: Exclude<Column, null>): unknown;
  /** JSON Schema of what is shown. */
  readonly schema: Readonly<Record<string, unknown>>;
}

export const columnKinds: Readonly<Record<KindName, Kind>> = {
  text: { read: readText, show: same, schema: { type: 'string' } },
  identifier: { read: readIdentifier, show: same, schema: { type: 'string' } },
  inventory_fields: {
    read: readInventoryFields,
    show: showInventoryFields,
    schema: { type: 'array', items: { type: 'object', additionalProperties: true } },
  },
  integer: { read: readInteger, show: same, schema: { type: 'integer' } },
  money: { read: parseMoney, show: column => moneyNumber(Number(column)), schema: { type: 'number' } },
  flag: { read: readFlag, show: column => column === 1, schema: { type: 'boolean' } },
  choice: { read: readChoice, show: same, schema: { type: 'string' } },
  date: { read: readDate, show: same, schema: { type: 'string' } },
  json_object: { read: readJsonObject, show: same, schema: { type: 'string' } },
  string_list: { read: readStringList, show: same, schema: { type: 'string' } },
  play_list: { read: readPlayList, show: same, schema: { type: 'string' } },
};

const MAXIMUM_TEXT = 10_000;

function same(column: string | number): string | number {
  return column;
}

function readText(value: unknown, field: Field): string {
  if (typeof value !== 'string') throw problem(`a text is wanted, not ${describe(value)}`);
  if (value.includes('\0')) throw problem('must not hold a NUL character');
  if (field.required === true && value.trim() === '') throw problem('must not be empty');
  if (value.length > (field.maximum ?? MAXIMUM_TEXT))
    throw problem(`longer than ${field.maximum ?? MAXIMUM_TEXT} characters`);
  if (field.pattern !== undefined && !field.pattern.regexp.test(value)) {
    throw problem(`${describe(value)} is not ${field.pattern.says}`);
  }
  return value;
}

/** ICCID, IMSI, MSISDN and their like are text; a number counts as its digits while it has them all. */
function readIdentifier(value: unknown, field: Field): string {
  if (typeof value !== 'number' && typeof value !== 'bigint') return readText(value, field);
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw problem('a long number must be written in quotes');
  return readText(String(value), field);
}

function readInteger(value: unknown, field: Field): number {
  const number = typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
    throw problem(`a whole number is wanted, not ${describe(value)}`);
  }
  if (number < (field.minimum ?? number)) throw problem(`less than ${field.minimum}`);
  if (number > (field.maximum ?? number)) throw problem(`more than ${field.maximum}`);
  return number;
}

const FLAG_TEXTS: ReadonlyMap<string, number> = new Map([
  ...['true', 'yes', 'on', '1'].map(text => [text, 1] as const),
  ...['false', 'no', 'off', '0'].map(text => [text, 0] as const),
]);

function readFlag(value: unknown): number {
  const flag = FLAG_TEXTS.get(String(value).trim().toLowerCase());
  if (flag === undefined || typeof value === 'object') throw problem(`true or false is wanted, not ${describe(value)}`);
  return flag;
}

/** Choices are met without regard to case and stored as the list writes them; true and false count as their texts. */
function readChoice(value: unknown, field: Field): string {
  const wanted = typeof value === 'string' || typeof value === 'boolean' ? String(value).trim().toLowerCase() : '';
  const choice = field.choices?.find(candidate => candidate.toLowerCase() === wanted);
  if (choice === undefined) throw problem(`${describe(value)} is none of ${field.choices?.join(', ')}`);
  return choice;
}

const DATE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** A day stays a day; a moment is kept in UTC with Z, and one without a zone is taken as UTC. */
function readDate(value: unknown): string {
  const text = value instanceof Date ? value.toISOString() : value;
  if (typeof text !== 'string' || !DATE.test(text))
    throw problem(`a date such as 2026-01-31 is wanted, not ${describe(value)}`);
  const zoned = text.length > 10 && !/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text}Z` : text;
  const date = new Date(zoned.replace(' ', 'T'));
  if (Number.isNaN(date.getTime()) || !keepsDay(text, date)) throw problem(`there is no such date: ${text}`);
  return text.length === 10 ? text : date.toISOString();
}

/** JavaScript turns 2026-02-30 into March 2nd; a calendar does not. */
function keepsDay(text: string, date: Date): boolean {
  return text.length > 10 || date.toISOString().startsWith(text);
}

/** The text is kept as it came, so that long numbers keep every digit. */
function readJsonObject(value: unknown): string {
  const text = typeof value === 'string' ? value : (jsonText(value, refuseLongNumber) ?? '');
  if (text.trim() === '') return '{}';
  if (!isJsonObject(text)) throw problem('the text of a JSON object is wanted, such as {"data_gb": 10}');
  return text;
}

/** One of a parsed body has lost digits already. */
function refuseLongNumber(_name: string, member: unknown): unknown {
  if (!Number.isInteger(member) || Number.isSafeInteger(member)) return member;
  throw problem('a long number must be written in quotes');
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function readStringList(value: unknown): string {
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return pythonStringList(value);
  if (typeof value !== 'string') throw problem(`a list of texts is wanted, not ${describe(value)}`);
  parsePythonStringList(value);
  return value.trim() === '' ? '[]' : value;
}
