import type { TemplateLookup } from '../callable.ts';
import { fail } from '../fail.ts';
import { repr } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import { Tuple, type Dict, type Value } from '../values/types.ts';

export const subelementsLookups: Readonly<Record<string, TemplateLookup>> = {
  /** Pairs of each element (without the list) and each item of the list to which the dotted key leads in it. */
  subelements: { run: ([list, key, flags = new Map(), ...rest]) => subelements(list, key, flags, rest.length) },
};

function subelements(list: Value | undefined, key: Value | undefined, flags: Value, superfluous: number): Value[] {
  const elements = list instanceof Map ? (isSkipped(list) ? [] : [...list.values()]) : list;
  if (!Array.isArray(elements) || typeof key !== 'string' || superfluous > 0)
    return fail('type', "the lookup 'subelements' takes a list or dict, a key, and perhaps flags");
  const skipMissing = flags instanceof Map && truth(flags.get('skip_missing') ?? false);
  return elements.flatMap(element => pairsOf(element, key.split('.'), skipMissing));
}

function pairsOf(element: Value, path: readonly string[], skipMissing: boolean): Value[] {
  if (!(element instanceof Map)) return fail('type', `the lookup 'subelements' takes dicts, not ${repr(element)}`);
  if (isSkipped(element)) return [];
  const list = walk(element, path, skipMissing);
  if (list === undefined) return [];
  if (!Array.isArray(list)) return fail('type', `'${path.at(-1)}' should point to a list, not to ${repr(list)}`);
  const rest = without(element, path);
  return list.map(item => new Tuple([rest, item]));
}

function walk(element: Dict, path: readonly string[], skipMissing: boolean): Value | undefined {
  let value: Value = element;
  for (const key of path) {
    const next: Value | undefined = value instanceof Map ? value.get(key) : undefined;
    if (next === undefined) return skipMissing ? undefined : fail('key', `there is no key '${key}' in ${repr(value)}`);
    value = next;
  }
  return value;
}

/** A copy without the list itself. */
function without(element: Dict, [key, ...rest]: readonly string[]): Dict {
  const copy: Dict = new Map(element);
  const inner = copy.get(key!);
  if (rest.length === 0) copy.delete(key!);
  else if (inner instanceof Map) copy.set(key!, without(inner, rest));
  return copy;
}

function isSkipped(result: Dict): boolean {
  return truth(result.get('skipped') ?? false);
}
