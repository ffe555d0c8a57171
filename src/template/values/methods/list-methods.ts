import { fail } from '../../fail.ts';
import { compare, equals } from '../compare.ts';
import { index } from '../integers.ts';
import { items } from '../iterate.ts';
import { repr } from '../text.ts';
import { truth } from '../truth.ts';
import { Tuple, type Value } from '../types.ts';
import { method, named, type Method } from './method.ts';

type Given = readonly (Value | undefined)[];

/** Python's methods of list. Those that change the list change the template's own copy, never the variable. */
export const listMethods: ReadonlyMap<string, Method<Value[]>> = new Map<string, Method<Value[]>>([
  ['append', method('object', (list, [item]) => nothing(list.push(item!)))],
  ['clear', method('', list => nothing(list.splice(0)))],
  ['copy', method('', list => [...list])],
  ['count', method('value', (list, [item]) => count(list, item!))],
  ['extend', method('iterable', (list, [more]) => nothing(list.push(...items(more!))))],
  ['index', method('value start? stop?', indexOf)],
  ['insert', method('index object', (list, [at, item]) => nothing(list.splice(index(at!), 0, item!)))],
  ['pop', method('index?', pop)],
  ['remove', method('value', (list, [item]) => nothing(list.splice(Number(indexOf(list, [item])), 1)))],
  ['reverse', method('', list => nothing(list.splice(0, list.length, ...list.toReversed())))],
  ['sort', named('key? reverse?', sort)],
]);

/** Python's methods of tuple. */
export const tupleMethods: ReadonlyMap<string, Method<Tuple>> = new Map<string, Method<Tuple>>([
  ['count', method('value', (tuple, [item]) => count(tuple.items, item!))],
  ['index', method('value start? stop?', (tuple, given) => indexOf(tuple.items, given))],
]);

function nothing(_done: unknown): null {
  return null;
}

function count(list: readonly Value[], item: Value): number {
  return list.filter(candidate => equals(candidate, item)).length;
}

function indexOf(list: readonly Value[], [item, start, stop]: Given): Value {
  const from = fromEnd(start === undefined ? 0 : index(start), list.length);
  const to = fromEnd(stop === undefined ? list.length : index(stop), list.length);
  for (let i = from; i < Math.min(to, list.length); i++) if (equals(list[i]!, item!)) return i;
  return fail('value', `${repr(item!)} is not in list`);
}

function fromEnd(i: number, size: number): number {
  return i < 0 ? Math.max(0, i + size) : i;
}

function pop(list: Value[], [at]: Given): Value {
  if (list.length === 0) return fail('index', 'pop from empty list');
  const i = at === undefined ? -1 : index(at);
  if (i >= list.length || i < -list.length) return fail('index', 'pop index out of range');
  return list.splice(i, 1)[0]!;
}

function sort(list: Value[], [key, reverse]: Given): Value {
  if (key !== undefined && key !== null) return fail('type', 'a template has no function to sort by');
  const backwards = reverse !== undefined && truth(reverse);
  list.sort((a, b) => (backwards ? compare(b, a) : compare(a, b)));
  return null;
}
