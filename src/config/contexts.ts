/** Contexts of our own phone system's dial plan, and the numbers that each takes. */
import { OmnicrmError } from '../errors.ts';
import type { Value } from '../template/index.ts';
import { str } from '../template/values/text.ts';

const types = ['internal', 'incall', 'outcall', 'services', 'others'] as const;

export interface ContextConfig {
  readonly name: string;
  readonly type: (typeof types)[number];
  /** First and last number; one number has no last. */
  readonly ranges: readonly (readonly [first: string, last: string | null])[];
  /** Of the bounds only so many last digits count; 0: all. */
  readonly didLength: number;
}

/** `name: {type: incall, ranges: [4185550000-4185559999], did_length: 4}`. Throws E_CONFIG. */
export function readContexts(contexts: Value | undefined): readonly ContextConfig[] {
  return contexts instanceof Map ? [...contexts].map(([name, value]) => readContext(str(name), value)) : [];
}

function readContext(name: string, value: Value): ContextConfig {
  const given = value instanceof Map ? value : new Map<Value, Value>();
  const type = types.find(known => known === given.get('type'));
  if (type === undefined) throw wrong(`${name}.type must be one of ${types.join(', ')}`);
  const ranges = given.get('ranges') ?? [];
  if (!Array.isArray(ranges)) throw wrong(`${name}.ranges must be a list such as [1000-1999, 2500]`);
  const didLength = given.get('did_length') ?? 0;
  if (typeof didLength !== 'number' || didLength < 0) throw wrong(`${name}.did_length must be a whole number`);
  return { name, type, ranges: ranges.map(range => readRange(name, str(range))), didLength };
}

function readRange(name: string, text: string): readonly [string, string | null] {
  const [, first, last = null] = /^([0-9]+)(?:-([0-9]+))?$/.exec(text) ?? [];
  if (first === undefined) throw wrong(`${name}.ranges: '${text}' is no range such as 1000-1999`);
  return [first, last];
}

function wrong(text: string): OmnicrmError {
  return new OmnicrmError('E_CONFIG', `confd.contexts.${text}`);
}
