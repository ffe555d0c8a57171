/** Filters that order: sort, min, max, dictsort, unique. */
import { defined, definedDict, definedItems } from '../arguments/defined.ts';
import { filterOf } from '../arguments/define.ts';
import type { TemplateFilter } from '../callable.ts';
import { TemplateError } from '../errors.ts';
import { fail } from '../fail.ts';
import { compare, contains } from '../values/compare.ts';
import { dictHas, dictSet } from '../values/dict.ts';
import { asInt } from '../values/integers.ts';
import { truth } from '../values/truth.ts';
import { typeName } from '../values/type-name.ts';
import { Tuple, type Dict, type Value } from '../values/types.ts';
import { attributeGetter, folding, sortKeyGetter, type Getter } from './attribute.ts';
import { noItem } from './no-item.ts';

const extremeParameters = ['value', ['case_sensitive', false], ['attribute', null]] as const;

export const orderingFilters: Readonly<Record<string, TemplateFilter>> = {
  sort: filterOf(
    ['value', ['reverse', false], ['case_sensitive', false], ['attribute', null]],
    (value, reverse, caseSensitive, attribute) =>
      sortBy([...definedItems(value)], sortKeyGetter(attribute, folding(truth(caseSensitive))), isReverse(reverse)),
  ),
  min: filterOf(extremeParameters, (value, caseSensitive, attribute) =>
    extreme(value, keyOf(attribute, truth(caseSensitive)), (key, best) => compare(key, best, '<') < 0),
  ),
  max: filterOf(extremeParameters, (value, caseSensitive, attribute) =>
    extreme(value, keyOf(attribute, truth(caseSensitive)), (key, best) => compare(key, best, '>') > 0),
  ),
  dictsort: filterOf(
    ['value', ['case_sensitive', false], ['by', 'key'], ['reverse', false]],
    (value, caseSensitive, by, reverse) => dictSort(value, folding(truth(caseSensitive)), by, isReverse(reverse)),
  ),
  unique: filterOf(['a', ['case_sensitive', null], ['attribute', null]], (value, caseSensitive, attribute) =>
    caseSensitive === false || truth(attribute)
      ? uniqueByAttribute(value, keyOf(attribute, truth(caseSensitive)))
      : unique(value, truth(caseSensitive)),
  ),
};

/** Python wants an int or bool here. */
function isReverse(value: Value): boolean {
  return asInt(value) === undefined
    ? fail('type', `'${typeName(value)}' object cannot be interpreted as an integer`)
    : truth(value);
}

/** A stable sort; reversed, equal items keep their order too. */
function sortBy<T>(items: T[], key: (item: T) => Value, reverse: boolean): T[] {
  const sign = reverse ? -1 : 1;
  const keyed = items.map(item => ({ item, key: key(item) }));
  return keyed.toSorted((a, b) => sign * (compare(a.key, b.key) || 0)).map(({ item }) => item);
}

function keyOf(attribute: Value, caseSensitive: boolean): Getter {
  const get = attributeGetter(attribute);
  const fold = folding(caseSensitive);
  return item => fold(defined(get(item)));
}

/** The first of the best items; undefined for an empty sequence. */
function extreme(value: Value, keyOfItem: Getter, better: (key: Value, best: Value) => boolean): Value {
  let best: { item: Value; key: Value } | undefined;
  for (const item of definedItems(value)) {
    const key = keyOfItem(item);
    if (best === undefined || better(key, best.key)) best = { item, key };
  }
  return best === undefined ? noItem('no smallest or largest item, the sequence was empty') : best.item;
}

function dictSort(value: Value, fold: Getter, by: Value, reverse: boolean): Value {
  const position = by === 'key' ? 0 : by === 'value' ? 1 : fail('runtime', 'dictsort sorts by "key" or "value"');
  if (!(value instanceof Map)) return fail('attribute', `'${typeName(value)}' object has no items to sort`);
  const pairs = sortBy([...definedDict(value)], pair => fold(pair[position]), reverse);
  return pairs.map(pair => new Tuple(pair));
}

/** Ansible's: where Jinja2's fails for items that cannot be in a set, equal items are found by comparing, with their case. */
export function unique(value: Value, caseSensitive: boolean): Value[] {
  try {
    return uniqueByKey(value, folding(caseSensitive));
  } catch (error) {
    if (error instanceof TemplateError && error.kind === 'type') return uniqueByEquality(value);
    throw error;
  }
}

/** With these arguments there is nothing to fall back to: any failure is the filter's own. */
function uniqueByAttribute(value: Value, keyOfItem: Getter): Value[] {
  try {
    return uniqueByKey(value, keyOfItem);
  } catch (error) {
    if (error instanceof TemplateError) throw new TemplateError('filter', error.message, { cause: error });
    throw error;
  }
}

function uniqueByKey(value: Value, keyOfItem: Getter): Value[] {
  const seen: Dict = new Map();
  const kept: Value[] = [];
  for (const item of definedItems(value)) {
    const key = keyOfItem(item);
    if (dictHas(seen, key)) continue;
    dictSet(seen, key, true);
    kept.push(item);
  }
  return kept;
}

function uniqueByEquality(value: Value): Value[] {
  const kept: Value[] = [];
  for (const item of definedItems(value)) if (!contains(kept, item)) kept.push(item);
  return kept;
}
