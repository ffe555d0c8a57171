/** Filters between dicts and lists of pairs, and lookups within them. */
import { definedDict } from '../arguments/defined.ts';
import { filterOf } from '../arguments/define.ts';
import { sequenceItems } from '../arguments/require.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { findItem, getItem } from '../values/access.ts';
import { dictGet, dictHas, dictOf, dictSet } from '../values/dict.ts';
import { asInt } from '../values/integers.ts';
import { iterate } from '../values/iterate.ts';
import { repr } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import { typeName } from '../values/type-name.ts';
import { Tuple, type Dict, type Value } from '../values/types.ts';

const pairNames = [
  ['key_name', 'key'],
  ['value_name', 'value'],
] as const;

export const mappingFilters: Readonly<Record<string, TemplateFilter>> = {
  items: filterOf(['value'], value => items(value)),
  dict2items: filterOf(['mydict', ...pairNames], dictToItems),
  items2dict: filterOf(['mylist', ...pairNames], itemsToDict),
  extract: filterOf(['item', 'container', ['morekeys', null]], extract),
  subelements: filterOf(['obj', 'subelements', ['skip_missing', false]], (value, path, skipMissing) =>
    subelements(value, path, truth(skipMissing)),
  ),
  rekey_on_member: filterOf(['data', 'key', ['duplicates', 'error']], rekey),
};

function items(value: Value): Value {
  if (!(value instanceof Map)) return fail('type', `a ${typeName(value)} has no pairs of keys and values`);
  return Array.from(definedDict(value), pair => new Tuple(pair));
}

function dictToItems(value: Value, keyName: Value, valueName: Value): Value {
  if (!(value instanceof Map)) return fail('type', `dict2items takes a dict, not a ${typeName(value)}`);
  return Array.from(definedDict(value), ([key, item]) =>
    dictOf([
      [keyName, key],
      [valueName, item],
    ]),
  );
}

function itemsToDict(value: Value, keyName: Value, valueName: Value): Value {
  const list = sequenceItems(value) ?? fail('type', `items2dict takes a list, not a ${typeName(value)}`);
  return dictOf(Array.from(list, item => [member(item, keyName), member(item, valueName)] as const));
}

function member(item: Value, name: Value): Value {
  const found =
    item instanceof Map ? dictGet(item, name) : asInt(name) === undefined ? undefined : findItem(item, name);
  return found === undefined ? fail('type', `items2dict found no ${repr(name)} in ${repr(item)}`) : found;
}

function extract(item: Value, container: Value, moreKeys: Value): Value {
  const more = moreKeys === null ? [] : Array.isArray(moreKeys) ? moreKeys : [moreKeys];
  return [item, ...more].reduce<Value>((value, key) => getItem(value, key), container);
}

/** Pairs of each element and each item of the list to which the path leads in it. */
export function subelements(value: Value, path: Value, skipMissing: boolean): Value {
  const elements = value instanceof Map ? [...value.values()] : value;
  if (!Array.isArray(elements)) return fail('type', 'subelements takes a list of dicts or a dict of dicts');
  const keys = typeof path === 'string' ? path.split('.') : path;
  if (!Array.isArray(keys)) return fail('type', 'the path of subelements is a text or a list');
  return elements.flatMap(element => listAt(element, keys, skipMissing).map(item => new Tuple([element, item])));
}

function listAt(element: Value, keys: readonly Value[], skipMissing: boolean): Value[] {
  let value = element;
  for (const key of keys) {
    if (!(value instanceof Map)) return fail('type', `${repr(key)} should point to a dict, not to ${repr(value)}`);
    const next = dictGet(value, key);
    if (next === undefined) return skipMissing ? [] : fail('key', `there is no key ${repr(key)} in ${repr(value)}`);
    value = next;
  }
  return Array.isArray(value)
    ? value
    : fail('type', `${repr(keys.at(-1) ?? null)} should point to a list, not to ${repr(value)}`);
}

function rekey(data: Value, key: Value, duplicates: Value): Value {
  if (duplicates !== 'error' && duplicates !== 'overwrite') fail('value', 'duplicates is "error" or "overwrite"');
  if (typeof data === 'string') fail('type', 'rekey_on_member takes a list or dict of dicts');
  const rekeyed: Dict = new Map();
  for (const item of data instanceof Map ? data.values() : iterate(data)) {
    if (!(item instanceof Map)) return fail('type', `rekey_on_member takes dicts, but found ${repr(item)}`);
    const name = dictGet(item, key);
    if (name === undefined) return fail('key', `there is no key ${repr(key)} in ${repr(item)}`);
    if (duplicates === 'error' && dictHas(rekeyed, name)) fail('value', `two items have the key ${repr(name)}`);
    dictSet(rekeyed, name, item);
  }
  return rekeyed;
}
