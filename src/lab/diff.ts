import { isDeepStrictEqual } from 'node:util';
import { isObject, type Item, type Json } from './simulator.ts';

export interface ItemChange {
  readonly kind: string;
  readonly key: string;
  /** By path within the item (`BalanceMap.*monetary.0.Value`): value before and after; absent is undefined. */
  readonly fields: Readonly<Record<string, { readonly from: Json | undefined; readonly to: Json | undefined }>>;
}

export interface SystemDiff {
  readonly added: readonly Item[];
  readonly removed: readonly Item[];
  readonly changed: readonly ItemChange[];
}

/** By instance (`ocs`, `hss1`, …); an instance without any change is left out. */
export type LabDiff = Readonly<Record<string, SystemDiff>>;

/** What differs between two lists of items, by kind and key. */
export function diffItems(from: readonly Item[], to: readonly Item[]): SystemDiff {
  const before = byName(from);
  const after = byName(to);
  return {
    added: to.filter(item => !before.has(nameOf(item))),
    removed: from.filter(item => !after.has(nameOf(item))),
    changed: to.flatMap(item => changeOf(before.get(nameOf(item)), item)),
  };
}

export function isEmptyDiff(diff: SystemDiff): boolean {
  return diff.added.length + diff.removed.length + diff.changed.length === 0;
}

function changeOf(from: Item | undefined, to: Item): ItemChange[] {
  if (!from || isDeepStrictEqual(from.value, to.value)) return [];
  const before = flatten(from.value);
  const after = flatten(to.value);
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
    path => !Object.is(before.get(path), after.get(path)),
  );
  return [
    {
      kind: to.kind,
      key: to.key,
      fields: Object.fromEntries(paths.map(path => [path, { from: before.get(path), to: after.get(path) }])),
    },
  ];
}

function flatten(value: Json, path = '', into = new Map<string, Json>()): Map<string, Json> {
  const entries = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  if (entries.length === 0) into.set(path, isObject(value) ? '{}' : Array.isArray(value) ? '[]' : value);
  for (const [key, member] of entries) flatten(member, path === '' ? String(key) : `${path}.${key}`, into);
  return into;
}

function byName(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map(item => [nameOf(item), item]));
}

function nameOf(item: Item): string {
  return `${item.kind}:${item.key}`;
}
