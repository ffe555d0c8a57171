/** Lookups that shape lists: items, list, dict, together, nested, … */
import type { TemplateLookup } from '../callable.ts';
import { fail } from '../fail.ts';
import { dictOf } from '../values/dict.ts';
import { iterate } from '../values/iterate.ts';
import { typeName } from '../values/type-name.ts';
import { Tuple, type Dict, type Value } from '../values/types.ts';
import { flattenOnce } from './define.ts';

export const listLookups: Readonly<Record<string, TemplateLookup>> = {
  items: { run: flattenOnce },
  list: { run: terms => terms },
  dict: { run: terms => terms.flatMap(dictItems) },
  indexed_items: { run: terms => flattenOnce(terms).map((item, i) => new Tuple([i, item])) },
  together: { run: together },
  nested: { run: nested },
  random_choice: { run: (terms, _options, context) => terms.slice(...oneOf(terms.length, context.random())) },
};

function dictItems(term: Value): Dict[] {
  if (!(term instanceof Map)) return fail('type', `the lookup 'dict' takes dicts, not a ${typeName(term)}`);
  return Array.from(term, ([key, value]) =>
    dictOf([
      ['key', key],
      ['value', value],
    ]),
  );
}

/** The lists side by side, as far as the longest goes; None where one has ended. */
function together(terms: readonly Value[]): Value[] {
  if (terms.length === 0) fail('value', "the lookup 'together' needs at least one list");
  const lists = terms.map(term => [...iterate(term)]);
  const size = Math.max(...lists.map(list => list.length));
  return Array.from({ length: size }, (_, i) => flattenOnce(lists.map(list => list[i] ?? null)));
}

/** All combinations of one item of each list. */
function nested(terms: readonly Value[]): Value[] {
  if (terms.length === 0) fail('value', "the lookup 'nested' needs at least one list");
  const [first, ...others] = terms.map(term => [...iterate(term)]);
  const rows = others.reduce<Value[][]>(
    (left, right) => left.flatMap(row => right.map(item => [...row, item])),
    first!.map(item => (others.length > 0 ? [item] : [...iterate(item)])),
  );
  return rows.map(flattenOnce);
}

function oneOf(count: number, random: number): [start: number, end: number] {
  const i = Math.floor(random * count);
  return [i, i + 1];
}
