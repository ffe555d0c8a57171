/** A tree of configuration values in which each leaf knows where it came from. */
import type { Dict, Value } from '../template/index.ts';
import { configKeys } from './keys.ts';

/** One source of configuration. `file` is set when errors can point into it. */
export interface Layer {
  readonly origin: string;
  readonly file?: string;
  readonly tree: Dict;
}

export interface ConfigEntry {
  /** Dotted path: `crm.base_url`. */
  readonly path: string;
  /** The keys of that path, as written. */
  readonly keys: readonly Value[];
  readonly value: Value;
  /** `default`, a file's name, `environment OMNICRM_…`, `flag --…`, `lab.json`. */
  readonly origin: string;
  readonly file: string | undefined;
}

/** The leaves of all layers, weakest layer first; a stronger leaf replaces what it covers, mappings are joined. */
export function mergeLayers(layers: readonly Layer[]): Map<string, ConfigEntry> {
  const entries = new Map<string, ConfigEntry>();
  for (const layer of layers) {
    for (const { keys, value } of leaves(layer.tree, [])) {
      const path = keys.map(String).join('.');
      removeCovered(entries, path);
      entries.set(path, { path, keys, value, origin: layer.origin, file: layer.file });
    }
  }
  return entries;
}

/** Values at their dotted paths as one tree. */
export function treeOf(entries: Iterable<ConfigEntry>): Dict {
  const tree: Dict = new Map();
  for (const { keys, value } of entries) setPath(tree, keys, value);
  return tree;
}

export function setPath(tree: Dict, path: readonly Value[], value: Value): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    tree.set(name, value);
    return;
  }
  const inner = tree.get(name);
  const branch: Dict = inner instanceof Map ? inner : new Map();
  tree.set(name, branch);
  setPath(branch, rest, value);
}

function* leaves(tree: Dict, above: readonly Value[]): Generator<{ keys: readonly Value[]; value: Value }> {
  for (const [key, value] of tree) {
    const keys = [...above, key];
    const known = configKeys[keys.map(String).join('.')];
    const isBranch = value instanceof Map && value.size > 0 && known?.type !== 'mapping';
    if (isBranch) yield* leaves(value, keys);
    else if (value !== null || known === undefined) yield { keys, value };
  }
}

function removeCovered(entries: Map<string, ConfigEntry>, path: string): void {
  for (const other of entries.keys()) {
    if (other.startsWith(`${path}.`) || path.startsWith(`${other}.`)) entries.delete(other);
  }
}
