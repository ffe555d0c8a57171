/** Filters that pair and arrange items: zip, product, permutations, combinations. */
import { definedItems } from '../arguments/defined.ts';
import { filterOf } from '../arguments/define.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { index } from '../values/integers.ts';
import { truth } from '../values/truth.ts';
import type { Value } from '../values/types.ts';
import { iteratorOf, tuples } from './sequences.ts';

export const combinatoricFilters: Readonly<Record<string, TemplateFilter>> = {
  zip: filterOf(['*iterables', ['strict', false]], (iterables, strict) => tuples(zip(iterables, truth(strict)))),
  zip_longest: filterOf(['*iterables', ['fillvalue', null]], (iterables, fill) => tuples(zipLongest(iterables, fill))),
  product: filterOf(['*iterables', ['repeat', 1]], (iterables, repeat) => tuples(product(iterables, index(repeat)))),
  permutations: filterOf(['iterable', ['r', null]], (value, size) => {
    const pool = [...definedItems(value)];
    const chosen = size === null ? pool.length : count(size);
    checkCount(factors(pool.length, chosen).reduce((rows, choices) => rows * choices, 1));
    return tuples(permutations(pool, chosen));
  }),
  combinations: filterOf(['iterable', 'r'], (value, size) => {
    const [pool, chosen] = [[...definedItems(value)], count(size)];
    const smaller = Math.min(chosen, pool.length - chosen);
    checkCount(factors(pool.length, smaller).reduce((rows, choices, i) => (rows * choices) / (i + 1), 1));
    return tuples(combinations(pool, chosen));
  }),
};

/** More rows are refused before they fill the memory. */
const mostRows = 5_000_000;

function checkCount(rows: number): void {
  if (rows > mostRows) fail('overflow', 'the result would be too long');
}

/** `size * (size - 1) * …`, as many factors as are chosen. */
function factors(size: number, chosen: number): number[] {
  return Array.from({ length: Math.max(0, Math.min(chosen, size)) }, (_, i) => size - i);
}

function* zip(iterables: readonly Value[], strict: boolean): Generator<Value[]> {
  const iterators = iterables.map(iteratorOf);
  while (iterators.length > 0) {
    const row: Value[] = [];
    for (const iterator of iterators) {
      const next = iterator.next();
      if (next.done) {
        if (strict) requireAllDone(iterators, row.length);
        return;
      }
      row.push(next.value);
    }
    yield row;
  }
}

function requireAllDone(iterators: readonly Iterator<Value>[], ended: number): void {
  const even = ended === 0 && iterators.slice(1).every(iterator => iterator.next().done);
  if (!even) fail('value', 'the sequences to zip differ in length');
}

function* zipLongest(iterables: readonly Value[], fill: Value): Generator<Value[]> {
  const iterators = iterables.map(iteratorOf);
  for (;;) {
    const row = iterators.map(iterator => iterator.next());
    if (row.every(next => next.done)) return;
    yield row.map(next => (next.done ? fill : next.value));
  }
}

function product(iterables: readonly Value[], repeat: number): Value[][] {
  if (repeat < 0) fail('value', 'repeat cannot be negative');
  const pools = iterables.map(value => [...definedItems(value)]);
  checkCount(pools.reduce((rows, pool) => rows * pool.length, 1) ** repeat);
  const repeated = Array.from({ length: repeat }, () => pools).flat();
  return repeated.reduce<Value[][]>((rows, pool) => rows.flatMap(row => pool.map(item => [...row, item])), [[]]);
}

function permutations(pool: readonly Value[], size: number): Value[][] {
  if (size > pool.length) return [];
  if (size === 0) return [[]];
  return pool.flatMap((item, i) => permutations(pool.toSpliced(i, 1), size - 1).map(rest => [item, ...rest]));
}

function combinations(pool: readonly Value[], size: number): Value[][] {
  if (size > pool.length) return [];
  if (size === 0) return [[]];
  return pool.flatMap((item, i) => combinations(pool.slice(i + 1), size - 1).map(rest => [item, ...rest]));
}

function count(size: Value): number {
  const n = index(size);
  return n < 0 ? fail('value', 'a length cannot be negative') : n;
}
