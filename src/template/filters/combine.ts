import { definedDict } from '../arguments/defined.ts';
import { filterOf } from '../arguments/define.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { contains } from '../values/compare.ts';
import { dictGet, dictSet } from '../values/dict.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import { typeName } from '../values/type-name.ts';
import type { Dict, Value } from '../values/types.ts';
import { flatten } from './sequences.ts';

type ListMerge = (low: Value[], high: Value[]) => Value[];

/** What becomes of two lists under one key; `high` comes from the later dict. */
const listMerges: ReadonlyMap<Value, ListMerge> = new Map<Value, ListMerge>([
  ['replace', (_, high) => high],
  ['keep', low => low],
  ['append', (low, high) => [...low, ...high]],
  ['prepend', (low, high) => [...high, ...low]],
  ['append_rp', (low, high) => [...without(low, high), ...high]],
  ['prepend_rp', (low, high) => [...high, ...without(low, high)]],
]);

export const combineFilters: Readonly<Record<string, TemplateFilter>> = {
  combine: filterOf(['*terms', ['recursive', false], ['list_merge', 'replace']], (terms, recursive, listMerge) =>
    combine(flatten(terms, 1, true), truth(recursive), listMerge),
  ),
};

/** Ansible's combine: later dicts win; `recursive` merges dicts within dicts. A single term comes back as it is. */
function combine(terms: readonly Value[], recursive: boolean, listMerge: Value): Value {
  for (const term of terms) if (term instanceof Map) definedDict(term);
  if (terms.length < 2) return terms[0] ?? new Map();
  const merge =
    listMerges.get(listMerge) ?? fail('value', `list_merge is one of ${Array.from(listMerges.keys(), str).join(', ')}`);
  return terms.reduceRight((high, low) => mergeDicts(requireTerm(low), requireTerm(high), recursive, merge));
}

function requireTerm(term: Value): Dict {
  return term instanceof Map ? term : fail('type', `combine takes dicts, not a ${typeName(term)}`);
}

function mergeDicts(low: Dict, high: Dict, recursive: boolean, mergeLists: ListMerge): Dict {
  const merged: Dict = new Map();
  for (const [key, value] of low) dictSet(merged, key, value);
  for (const [key, value] of high) {
    const before = dictGet(merged, key);
    dictSet(merged, key, before === undefined ? value : mergeValues(before, value, recursive, mergeLists));
  }
  return merged;
}

function mergeValues(before: Value, value: Value, recursive: boolean, mergeLists: ListMerge): Value {
  if (recursive && before instanceof Map && value instanceof Map)
    return mergeDicts(before, value, recursive, mergeLists);
  return Array.isArray(before) && Array.isArray(value) ? mergeLists(before, value) : value;
}

function without(list: Value[], removed: Value[]): Value[] {
  return list.filter(item => !contains(removed, item));
}
