/** Values as text and back, whole: beside JSON's own kinds, tuples, dates, bytes and dicts with keys that are no strings. */
import { Bytes } from '../values/bytes.ts';
import { dictOf } from '../values/dict.ts';
import { str } from '../values/text.ts';
import { Float, PyObject, Tuple, Undefined, type Value } from '../values/types.ts';
import { parseJson, toJson } from './json.ts';
import { PyDate } from './py-date.ts';
import { PyDateTime } from './py-datetime.ts';
import { readTimestamp } from './yaml-timestamp.ts';

/** JSON text from which `readKept` makes the same value again. Other objects (a range, a lookup's handle) are kept as their text. */
export function keptText(value: Value): string {
  return toJson(isPlain(value) ? value : marked(value));
}

/** The value that `keptText` kept. */
export function readKept(text: string): Value {
  return unmarked(parseJson(text));
}

/** A dict of one entry stands for what JSON has not; no key of a play begins so. */
const MARK = '\u0000';

/** Whether JSON has all that is in a value. */
function isPlain(value: Value): boolean {
  if (value === null || typeof value !== 'object' || value instanceof Float) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  if (!(value instanceof Map)) return false;
  let isSo = true;
  value.forEach((inner, key) => (isSo &&= typeof key === 'string' && !key.startsWith(MARK) && isPlain(inner)));
  return isSo;
}

type Kind = 'tuple' | 'dict' | 'time' | 'bytes';

const readers: Readonly<Record<Kind, (kept: Value) => Value>> = {
  tuple: kept => new Tuple((kept as Value[]).map(unmarked)),
  dict: kept => dictOf((kept as [Value, Value][]).map(([key, value]) => [unmarked(key), unmarked(value)])),
  time: kept => readTimestamp(kept as string),
  bytes: kept => new Bytes(Buffer.from(kept as string, 'base64')),
};

function marked(value: Value): Value {
  if (Array.isArray(value)) return value.map(marked);
  if (value instanceof Map) return markedDict(value);
  if (value instanceof Tuple) return mark('tuple', value.items.map(marked));
  if (value instanceof Bytes) return mark('bytes', Buffer.from(value.data).toString('base64'));
  if (value instanceof PyDateTime || value instanceof PyDate) return mark('time', str(value));
  if (value instanceof Undefined) return null;
  return value instanceof PyObject ? str(value) : value;
}

function markedDict(dict: Map<Value, Value>): Value {
  const entries = [...dict].map(([key, value]) => [marked(key), marked(value)] as const);
  const isOfTexts = entries.every(([key]) => typeof key === 'string' && !key.startsWith(MARK));
  return isOfTexts
    ? new Map(entries)
    : mark(
        'dict',
        entries.map(([key, value]) => [key, value]),
      );
}

function mark(kind: Kind, kept: Value): Value {
  return new Map<Value, Value>([[MARK + kind, kept]]);
}

function unmarked(value: Value): Value {
  if (Array.isArray(value)) return value.map(unmarked);
  if (!(value instanceof Map)) return value;
  const [first] = value;
  const kind =
    first !== undefined && typeof first[0] === 'string' && first[0].startsWith(MARK) ? first[0].slice(1) : '';
  if (kind in readers && first !== undefined) return readers[kind as Kind](first[1]);
  return new Map([...value].map(([key, inner]) => [key, unmarked(inner)]));
}
