import type { Value } from '../values/types.ts';

/** Lists and dicts copied at every depth, everything else shared. */
export function copyDeep(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyDeep);
  if (value instanceof Map) return new Map(Array.from(value, ([key, item]) => [key, copyDeep(item)]));
  return value;
}
