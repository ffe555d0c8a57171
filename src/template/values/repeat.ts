import { fail } from '../fail.ts';
import { asInt } from './integers.ts';
import { typeName } from './type-name.ts';
import { Tuple, type Value } from './types.ts';

/** A larger repetition is refused before it fills the memory. */
const largest = 100_000_000;

/** Python's `sequence * count` of a text, list or tuple; undefined when `sequence` is none. A count below 0 counts as 0. */
export function repeat(sequence: Value, count: Value): Value | undefined {
  if (typeof sequence === 'string') return sequence.repeat(times(sequence.length, count));
  if (Array.isArray(sequence)) return repeatItems(sequence, count);
  return sequence instanceof Tuple ? new Tuple(repeatItems(sequence.items, count)) : undefined;
}

function repeatItems(items: readonly Value[], count: Value): Value[] {
  const out: Value[] = [];
  for (let n = times(items.length, count); n > 0; n--) for (const item of items) out.push(item);
  return out;
}

function times(size: number, count: Value): number {
  const n = asInt(count);
  if (n === undefined) return fail('type', `can't multiply sequence by non-int of type '${typeName(count)}'`);
  if (typeof n === 'number' && (n <= 0 || size === 0)) return 0;
  if (typeof n === 'bigint' || n * size > largest) return fail('overflow', 'the repeated sequence would be too long');
  return n;
}
