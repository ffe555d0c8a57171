/** Filters that take sequences apart and join them: first, last, join, batch, slice, flatten, … */
import { defined, definedItems } from '../arguments/defined.ts';
import { filterOf } from '../arguments/define.ts';
import { sequenceItems, textOf } from '../arguments/require.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { add } from '../values/arithmetic.ts';
import { compare } from '../values/compare.ts';
import { asInt, index } from '../values/integers.ts';
import { codePoints, items, iterate, length } from '../values/iterate.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import { typeName } from '../values/type-name.ts';
import { Tuple, type Value } from '../values/types.ts';
import { attributeGetter } from './attribute.ts';
import { toFloat } from './conversion.ts';
import { noItem } from './no-item.ts';

const lengthFilter = filterOf(['obj'], value => length(value));

export const sequenceFilters: Readonly<Record<string, TemplateFilter>> = {
  length: lengthFilter,
  count: lengthFilter,
  list: filterOf(['value'], value => [...definedItems(value)]),
  first: filterOf(['seq'], value => first(value)),
  last: filterOf(['seq'], value => last(value)),
  reverse: filterOf(['value'], value => reverse(value)),
  join: filterOf(['value', ['d', ''], ['attribute', null]], (value, separator, attribute) =>
    join(value, str(separator), attribute),
  ),
  sum: filterOf(['iterable', ['attribute', null], ['start', 0]], (value, attribute, start) =>
    sum(value, attribute, start),
  ),
  batch: filterOf(['value', 'linecount', ['fill_with', null]], (value, size, fill) => batch(value, size, fill)),
  slice: filterOf(['value', 'slices', ['fill_with', null]], (value, slices, fill) =>
    intoSlices(value, index(slices), fill),
  ),
  flatten: filterOf(['mylist', ['levels', null], ['skip_nulls', true]], (value, levels, skipNulls) =>
    flatten(definedItems(value), levels, truth(skipNulls)),
  ),
};

function first(value: Value): Value {
  const item = iterate(value)[Symbol.iterator]().next();
  return item.done ? noItem('no first item, the sequence was empty') : defined(item.value);
}

function last(value: Value): Value {
  const item = items(value).at(-1);
  return item === undefined ? noItem('no last item, the sequence was empty') : defined(item);
}

function reverse(value: Value): Value {
  const text = textOf(value);
  return text === undefined ? [...definedItems(value)].toReversed() : codePoints(text).toReversed().join('');
}

function join(value: Value, separator: string, attribute: Value): string {
  const get = attributeGetter(attribute);
  const texts: string[] = [];
  for (const item of definedItems(value)) texts.push(str(get(item)));
  return texts.join(separator);
}

/** Python's sum, from left to right; it refuses to start with text. */
function sum(value: Value, attribute: Value, start: Value): Value {
  const get = attributeGetter(attribute);
  if (textOf(start) !== undefined) fail('type', 'sum cannot add texts; join them instead');
  let total = start;
  for (const item of definedItems(value)) total = add(total, get(item));
  return total;
}

/** Lists of `size` items; a size that is no number never fills a list. */
function batch(value: Value, size: Value, fill: Value): Value {
  const limit = asInt(size) ?? Infinity;
  const batches: Value[][] = [];
  let current: Value[] = [];
  for (const item of definedItems(value)) {
    if (current.length === limit) {
      batches.push(current);
      current = [];
    }
    current.push(item);
  }
  if (current.length === 0) return batches;
  const lacking = fill === null ? 0 : Math.max(0, index(size) - current.length);
  return [...batches, [...current, ...Array.from({ length: lacking }, () => fill)]];
}

/** As many lists as asked for; the first ones are longer when the items do not come out even. */
function intoSlices(value: Value, count: number, fill: Value): Value {
  const all = [...definedItems(value)];
  if (count === 0) fail('zerodivision', 'cannot cut into 0 slices');
  const [size, longer] = [Math.floor(all.length / count), all.length % count];
  let offset = 0;
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const slice = all.slice(offset, (offset += size + (i < longer ? 1 : 0)));
    return fill !== null && i >= longer ? [...slice, fill] : slice;
  });
}

/** Nested lists and tuples taken out of their lists, to a depth of `levels` (None: all); None, "None" and "null" go unless kept. */
export function flatten(list: Iterable<Value>, levels: Value, skipNulls: boolean): Value[] {
  const flat: Value[] = [];
  for (const item of list) {
    if (skipNulls && (item === null || item === 'None' || item === 'null')) continue;
    const nested = sequenceItems(defined(item));
    if (nested === undefined || !descends(levels)) flat.push(item);
    else flat.push(...flatten(nested, levels === null ? null : Math.trunc(toFloat(levels)) - 1, skipNulls));
  }
  return flat;
}

function descends(levels: Value): boolean {
  return levels === null || compare(levels, 1, '>=') >= 0;
}

/** A list of tuples, as generators of tuples come out of filters. */
export function tuples(rows: Iterable<readonly Value[]>): Tuple[] {
  return Array.from(rows, row => new Tuple(row));
}

/** The iterator of a value; a TypeError names values that have none. */
export function iteratorOf(value: Value): Iterator<Value> {
  return definedItems(value, `'${typeName(value)}' object is not iterable`)[Symbol.iterator]();
}
