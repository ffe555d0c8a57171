/** range, dict and namespace. */
import { globalOf } from '../arguments/define.ts';
import type { TemplateGlobal } from '../callable.ts';
import { fail } from '../fail.ts';
import { dictSet } from '../values/dict.ts';
import { iterate } from '../values/iterate.ts';
import { Namespace } from '../values/namespace.ts';
import { OMIT } from '../values/omit.ts';
import { Range } from '../values/range.ts';
import { typeName } from '../values/type-name.ts';
import type { Dict, Value } from '../values/types.ts';

const parameters = ['*args', '**members'] as const;

export const constructorGlobals: Readonly<Record<string, TemplateGlobal>> = {
  range: globalOf(['*args'], args => Range.of(args)),
  dict: globalOf(parameters, (args, members) => newDict(args, members)),
  namespace: globalOf(parameters, (args, members) => new Namespace(newDict(args, members))),
  omit: OMIT,
};

/** Python's `dict(mapping or pairs, **members)`. */
function newDict(args: readonly Value[], members: Dict): Dict {
  const [source, ...rest] = args;
  if (rest.length > 0) fail('type', 'dict takes one positional argument');
  const dict: Dict = new Map();
  if (source !== undefined) for (const [key, value] of pairsOf(source)) dictSet(dict, key, value);
  for (const [key, value] of members) dictSet(dict, key, value);
  return dict;
}

function pairsOf(source: Value): Iterable<readonly [Value, Value]> {
  return source instanceof Map ? source : Array.from(iterate(source), pairOf);
}

function pairOf(item: Value, i: number): readonly [Value, Value] {
  const pair = [...iterate(item, `item ${i} of the list for a dict is a ${typeName(item)}, no pair`)];
  return pair.length === 2 ? [pair[0]!, pair[1]!] : fail('value', `item ${i} of the list for a dict is no pair`);
}
