import { fail } from '../../fail.ts';
import { str } from '../text.ts';
import type { Value } from '../types.ts';

/** The one dict that `str.format_map` takes, as keyword arguments. */
export function formatArgumentsOf(args: readonly Value[]): ReadonlyMap<string, Value> {
  const [dict] = args;
  if (args.length !== 1 || !(dict instanceof Map))
    return fail('type', 'format_map() takes exactly one argument, a mapping');
  return new Map(Array.from(dict, ([key, value]) => [str(key), value]));
}
