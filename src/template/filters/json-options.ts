import { requireText } from '../arguments/require.ts';
import { fail } from '../fail.ts';
import type { JsonOptions } from '../formats/json.ts';
import { asInt } from '../values/integers.ts';
import { items } from '../values/iterate.ts';
import { str } from '../values/text.ts';
import { truth } from '../values/truth.ts';
import type { Dict, Value } from '../values/types.ts';

type Reader = (value: Value) => JsonOptions;

/** The keyword arguments of Python's json.dumps that a template can give. */
const readers: Readonly<Record<string, Reader>> = {
  indent: value => (value === null ? {} : { indent: indentOf(value) }),
  sort_keys: value => ({ sortKeys: truth(value) }),
  separators: value => (value === null ? {} : { separators: separatorsOf(value) }),
  ensure_ascii: value => ({ ensureAscii: truth(value) }),
  skipkeys: value => ({ skipKeys: truth(value) }),
  allow_nan: value => ({ allowNan: truth(value) }),
  check_circular: () => ({}),
  default: () => ({}),
};

/** Options of toJson by Python's names; TypeError for a name that json.dumps does not know. */
export function jsonOptions(keywords: Dict): JsonOptions {
  let options: JsonOptions = {};
  for (const [name, value] of keywords) {
    const read = readers[str(name)] ?? fail('type', `JSON is not written with an option '${str(name)}'`);
    options = { ...options, ...read(value) };
  }
  return options;
}

function indentOf(value: Value): number | string {
  if (typeof value === 'string') return value;
  return Number(asInt(value) ?? fail('type', 'indent is a number or a text'));
}

function separatorsOf(value: Value): readonly [string, string] {
  const [item, key, ...rest] = items(value);
  if (item === undefined || key === undefined || rest.length > 0) return fail('value', 'separators are two texts');
  return [requireText(item), requireText(key)];
}
