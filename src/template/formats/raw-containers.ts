import { VaultedText } from './vaulted-text.ts';
import { dictGet, dictSet } from '../values/dict.ts';
import { LazyDict, LazyList, Template, type Dict, type Raw, type Value } from '../values/types.ts';

/** Whether a raw value holds no template and no unopened vault at any depth. */
export function isPlain(raw: Raw): raw is Value {
  return !(raw instanceof Template || raw instanceof LazyList || raw instanceof LazyDict || raw instanceof VaultedText);
}

/** A list of raw items: lazy when one of them is. */
export function listOfRaw(items: Raw[]): Raw {
  return items.every(isPlain) ? items : new LazyList(items);
}

/** A dict of raw items: lazy when one of them is. */
export function dictOfRaw(entries: ReadonlyMap<Value, Raw>): Raw {
  return isPlainDict(entries) ? entries : new LazyDict(entries);
}

function isPlainDict(entries: ReadonlyMap<Value, Raw>): entries is Dict {
  for (const item of entries.values()) if (!isPlain(item)) return false;
  return true;
}

/** The entries of a raw dict; undefined (JS) for anything else. */
export function entriesOfRaw(raw: Raw): ReadonlyMap<Value, Raw> | undefined {
  if (raw instanceof LazyDict) return raw.entries;
  return raw instanceof Map ? raw : undefined;
}

/** Collects entries under Python's rule that 1, 1.0 and True are one key: the first keeps its place, the last gives the value. */
export class RawEntries {
  readonly entries = new Map<Value, Raw>();
  readonly #keys: Dict = new Map();

  /** Gives the key under which the value is stored. */
  set(key: Value, value: Raw): Value {
    const stored = dictGet(this.#keys, key) ?? key;
    if (stored === key) dictSet(this.#keys, key, key);
    this.entries.set(stored, value);
    return stored;
  }
}
