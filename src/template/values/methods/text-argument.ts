import { fail } from '../../fail.ts';
import { Markup } from '../markup.ts';
import { typeName } from '../type-name.ts';
import type { Value } from '../types.ts';

/** An argument that has to be a text; a TypeError otherwise. */
export function textArgument(method: string, value: Value | undefined): string {
  if (typeof value === 'string') return value;
  if (value instanceof Markup) return value.html;
  return fail('type', `${method}() argument must be str, not ${value === undefined ? 'missing' : typeName(value)}`);
}
