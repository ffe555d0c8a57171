import { fail } from '../../fail.ts';
import { asInt, int } from '../integers.ts';
import type { Range } from '../range.ts';
import { repr } from '../text.ts';
import type { Value } from '../types.ts';
import { method, type Method } from './method.ts';

/** Python's methods of range. */
export const rangeMethods: ReadonlyMap<string, Method<Range>> = new Map<string, Method<Range>>([
  ['count', method('value', (range, [item]) => Number(range.contains(item!)))],
  ['index', method('value', (range, [item]) => indexIn(range, item!))],
]);

function indexIn(range: Range, item: Value): Value {
  const n = asInt(item);
  if (n === undefined || !range.contains(n)) return fail('value', `${repr(item)} is not in range`);
  return int((BigInt(n) - BigInt(range.start)) / BigInt(range.step));
}
