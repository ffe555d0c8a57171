/** Looking into trees that YAML gave: a container is plain when it holds no template, lazy when it does. */
import { LazyDict, LazyList, str, Template, type Raw, type Value } from '../../template/index.ts';

/** The entries of a mapping; undefined for anything else. */
export function asDict(raw: Raw | undefined): ReadonlyMap<Value, Raw> | undefined {
  if (raw instanceof Map) return raw;
  return raw instanceof LazyDict ? raw.entries : undefined;
}

/** The items of a list; undefined for anything else. */
export function asList(raw: Raw | undefined): readonly Raw[] | undefined {
  if (Array.isArray(raw)) return raw;
  return raw instanceof LazyList ? raw.items : undefined;
}

/** The text as written, template or not; undefined for anything else. */
export function asText(raw: Raw | undefined): string | undefined {
  if (typeof raw === 'string') return raw;
  return raw instanceof Template ? raw.source : undefined;
}

/** A lone value as a list of one, nothing as an empty list. */
export function listOf(raw: Raw | undefined): readonly Raw[] {
  if (raw === undefined || raw === null) return [];
  return asList(raw) ?? [raw];
}

/** The entries whose key is text; other keys (true from `on:`) become their text. */
export function textEntries(dict: ReadonlyMap<Value, Raw>): Map<string, Raw> {
  const entries = new Map<string, Raw>();
  for (const [key, value] of dict) entries.set(str(key), value);
  return entries;
}

/** Whether it holds a template at any depth. */
export function isLazy(raw: Raw | undefined): raw is Template | LazyList | LazyDict {
  return raw instanceof Template || raw instanceof LazyDict || raw instanceof LazyList;
}

/** A mapping again from entries, lazy when one of them is. */
export function dictOfRaw(entries: ReadonlyMap<string, Raw>): Raw {
  const plain = new Map<Value, Value>();
  for (const [name, value] of entries) {
    if (isLazy(value)) return new LazyDict(entries);
    plain.set(name, value);
  }
  return plain;
}

/** How Ansible would call the type of a value, for messages. */
export function kindOf(raw: Raw | undefined): string {
  if (asDict(raw)) return 'mapping';
  if (asList(raw)) return 'list';
  if (asText(raw) !== undefined) return 'text';
  if (raw === null || raw === undefined) return 'nothing';
  return typeof raw === 'boolean' ? 'boolean' : 'number';
}

/** A part of a text: a template when the whole was one and the part holds template code. */
export function retrust(whole: Raw, part: string): Raw {
  return whole instanceof Template && /\{[{%#]/.test(part) ? new Template(part, whole.where) : part;
}
