import { fail } from '../fail.ts';
import { typeName } from './type-name.ts';
import type { Value } from './types.ts';

/** A Python int in its one form: a safe integer as number, anything beyond as bigint. */
export function int(n: bigint | number): number | bigint {
  if (typeof n === 'number') return Number.isSafeInteger(n) ? n + 0 : BigInt(n);
  return n >= -9007199254740991n && n <= 9007199254740991n ? Number(n) : n;
}

/** The int that a bool, int or bigint stands for, or undefined for anything else (floats too). */
export function asInt(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return typeof value === 'boolean' ? Number(value) : undefined;
}

/** A safe integer for an index, a count or a width, as Python's `__index__`; a TypeError for anything else. */
export function index(value: Value): number {
  const n = asInt(value);
  if (n === undefined) fail('type', `'${typeName(value)}' object cannot be interpreted as an integer`);
  return typeof n === 'number' ? n : n > 0n ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
}
