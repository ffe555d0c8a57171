import type { Where } from '../errors.ts';
import { looksLikeTemplate } from './compile/looks-like-template.ts';
import { LazyDict, LazyList, Template, Tuple, type Raw, type Value } from './values/types.ts';

/** A plain tree with every text that holds a tag as a Template, and containers of such as lazy ones. */
export function trustTree(value: Value, where?: Where): Raw {
  if (typeof value === 'string') return looksLikeTemplate(value) ? new Template(value, where) : value;
  if (Array.isArray(value)) return trustList(value, where);
  if (value instanceof Tuple) return trustList(value.items, where);
  return value instanceof Map ? trustDict(value, where) : value;
}

function trustList(list: readonly Value[], where: Where | undefined): Raw {
  const items = list.map(item => trustTree(item, where));
  return isPlainList(items) ? items : new LazyList(items);
}

function trustDict(dict: ReadonlyMap<Value, Value>, where: Where | undefined): Raw {
  const entries = new Map(Array.from(dict, ([key, item]) => [key, trustTree(item, where)] as const));
  return isPlainDict(entries) ? entries : new LazyDict(entries);
}

function isPlainList(items: Raw[]): items is Value[] {
  return !items.some(isLazy);
}

function isPlainDict(entries: ReadonlyMap<Value, Raw>): entries is Map<Value, Value> {
  return ![...entries.values()].some(isLazy);
}

function isLazy(raw: Raw): boolean {
  return raw instanceof Template || raw instanceof LazyList || raw instanceof LazyDict;
}
