/** Set theory on lists. Items that cannot be in a set are compared one by one. */
import { definedItems } from '../arguments/defined.ts';
import { filterOf } from '../arguments/define.ts';
import type { TemplateFilter } from '../callable.ts';
import { TemplateError } from '../errors.ts';
import { add } from '../values/arithmetic.ts';
import { contains } from '../values/compare.ts';
import { dictHas, dictSet } from '../values/dict.ts';
import type { Dict, Value } from '../values/types.ts';
import { unique } from './ordering.ts';

type SetOperation = (a: Value, b: Value) => Value[];

const intersect: SetOperation = (a, b) =>
  hashed(
    () => common(setOf(a), setOf(b)),
    () =>
      unique(
        filtered(a, item => contains(b, item)),
        true,
      ),
  );
const difference: SetOperation = (a, b) =>
  hashed(
    () => distinct(setOf(a), setOf(b), false),
    () =>
      unique(
        filtered(a, item => !contains(b, item)),
        true,
      ),
  );
const union: SetOperation = (a, b) =>
  hashed(
    () => [...setOf(b, setOf(a)).keys()],
    () => unique(add(a, b), true),
  );
const symmetricDifference: SetOperation = (a, b) =>
  hashed(
    () => [...distinct(setOf(a), setOf(b), false), ...distinct(setOf(b), setOf(a), false)],
    () => filtered(union(a, b), item => !contains(intersect(a, b), item)),
  );

export const setFilters: Readonly<Record<string, TemplateFilter>> = {
  intersect: filterOf(['a', 'b'], intersect),
  difference: filterOf(['a', 'b'], difference),
  union: filterOf(['a', 'b'], union),
  symmetric_difference: filterOf(['a', 'b'], symmetricDifference),
};

/** The distinct items of a value, each under its first form; TypeError when one cannot be hashed. */
export function setOf(value: Value, set: Dict = new Map()): Dict {
  for (const item of definedItems(value)) if (!dictHas(set, item)) dictSet(set, item, true);
  return set;
}

/** The items in both; those of the smaller set stay, as in CPython. */
function common(a: Dict, b: Dict): Value[] {
  return a.size < b.size ? distinct(a, b, true) : distinct(b, a, true);
}

/** The items of `a` that are (or are not) in `b`. */
function distinct(a: Dict, b: Dict, wanted: boolean): Value[] {
  return [...a.keys()].filter(item => dictHas(b, item) === wanted);
}

function filtered(value: Value, keep: (item: Value) => boolean): Value[] {
  return Array.from(definedItems(value)).filter(keep);
}

function hashed(bySet: () => Value[], byEquality: () => Value[]): Value[] {
  try {
    return bySet();
  } catch (error) {
    if (error instanceof TemplateError && error.kind === 'type') return byEquality();
    throw error;
  }
}
