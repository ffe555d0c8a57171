/** The check of a body: fields unknown, types wrong, fields missing, values wrong; the first of them is told. */
import { inputError, missing, wrongType } from './refusal.ts';

/** A body as its JSON says; numbers that are no integers are no `number` here. */
export type Body = Readonly<Record<string, unknown>>;

export interface Field {
  readonly type: 'text' | 'whole' | 'yes-no' | 'dict';
  /** Characters at most. */
  readonly longest?: number;
  /** Throws what is wrong with a value of the right type. */
  readonly check?: (value: unknown, field: string) => void;
}

export interface Fields {
  readonly fields: Readonly<Record<string, Field>>;
  /** In the order they are told when missing. */
  readonly required: readonly string[];
}

/** `isNew`: required fields must be there; else they may be left out, but not be emptied. Throws E_INPUT. */
export function checkFields(body: Body, { fields, required }: Fields, isNew: boolean): void {
  const unknown = Object.keys(body).filter(name => !Object.hasOwn(fields, name));
  if (unknown.length > 0) throw inputError(`unknown parameters: ${unknown.join(', ')}`);
  const given = Object.entries(fields).filter(([name]) => (body[name] ?? null) !== null);
  for (const [name, { type }] of given) {
    if (!types[type].holds(body[name])) throw wrongType(name, types[type].wanted);
  }
  const lacking = required.filter(name => (isNew || name in body) && isEmpty(body[name]));
  if (lacking.length > 0) throw missing(lacking);
  for (const [name, field] of given) checkValue(name, field, body[name]);
}

const types: Readonly<Record<Field['type'], { readonly wanted: string; readonly holds: (value: unknown) => boolean }>> =
  {
    text: { wanted: 'a unicode string', holds: value => typeof value === 'string' },
    whole: { wanted: 'an integer', holds: value => typeof value === 'number' || typeof value === 'bigint' },
    'yes-no': { wanted: 'a boolean', holds: value => typeof value === 'boolean' },
    dict: { wanted: 'a dict-like structure', holds: value => Object.getPrototypeOf(value) === Object.prototype },
  };

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function checkValue(name: string, { longest, check }: Field, value: unknown): void {
  if (longest !== undefined && (value as string).length > longest) {
    throw inputError(`field '${name}': must have a maximum length of ${longest}`);
  }
  check?.(value, name);
}
