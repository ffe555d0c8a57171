/** The tags by which JSON says what it cannot: `$float`, `$dict`, `$bytes`, `$datetime`, `$date` (see the vectors' README). */
import { PyDate, PyDateTime, PyTime } from './formats/datetime.ts';
import { Bytes } from './values/bytes.ts';
import { dictOf } from './values/dict.ts';
import { items } from './values/iterate.ts';
import { floatRepr, str } from './values/text.ts';
import { Float, PyObject, Tuple, type Dict, type Value } from './values/types.ts';

type Decode = (content: Value) => Value;

const decoders: ReadonlyMap<Value, Decode> = new Map<Value, Decode>([
  ['$float', text => new Float({ inf: Infinity, '-inf': -Infinity }[str(text)] ?? NaN)],
  ['$dict', pairs => dictOf(items(pairs).map(pairOf))],
  ['$bytes', text => new Bytes(Buffer.from(str(text), 'base64'))],
  ['$datetime', text => dateTimeOf(str(text))],
  ['$date', text => dateOf(str(text))],
]);

/** A value with its tags resolved. */
export function fromTagged(value: Value): Value {
  if (Array.isArray(value)) return value.map(fromTagged);
  if (!(value instanceof Map)) return value;
  const [[name, content] = [null, null]] = value;
  const decode = value.size === 1 ? decoders.get(name) : undefined;
  return decode ? decode(content) : new Map(Array.from(value, ([key, item]) => [key, fromTagged(item)]));
}

/** A value in which everything that JSON lacks is tagged. */
export function toTagged(value: Value): Value {
  if (value instanceof Float) return Number.isFinite(value.value) ? value : tag('$float', floatRepr(value.value));
  if (Array.isArray(value)) return value.map(toTagged);
  if (value instanceof Tuple) return value.items.map(toTagged);
  if (value instanceof Map) return taggedDict(value);
  return value instanceof PyObject ? taggedObject(value) : value;
}

function pairOf(pair: Value): [Value, Value] {
  const [key = null, item = null] = items(pair);
  return [fromTagged(key), fromTagged(item)];
}

function taggedDict(dict: Dict): Value {
  const pairs = Array.from(dict, ([key, item]): [Value, Value] => [key, toTagged(item)]);
  if (pairs.every(([key]) => typeof key === 'string')) return new Map(pairs);
  return tag(
    '$dict',
    pairs.map(([key, item]) => [toTagged(key), item]),
  );
}

function taggedObject(value: PyObject): Value {
  if (value instanceof Bytes) return tag('$bytes', Buffer.from(value.data).toString('base64'));
  if (value instanceof PyDateTime) return tag('$datetime', value.isoformat('T'));
  if (value instanceof PyDate) return tag('$date', value.text());
  return value instanceof PyTime ? tag('$time', value.text()) : value.text();
}

function tag(name: string, content: Value): Value {
  return new Map<Value, Value>([[name, content]]);
}

function dateOf(text: string): PyDate {
  const [year, month, day] = text.split('-').map(Number);
  return new PyDate(year!, month!, day!);
}

function dateTimeOf(text: string): PyDateTime {
  const [, date = '', clock = '', fraction = '', sign, hours, minutes] =
    /^([\d-]+)T([\d:]+)(?:\.(\d+))?(?:([+-])(\d\d):(\d\d))?$/.exec(text) ?? [];
  const [hour, minute, second] = clock.split(':').map(Number);
  const offset =
    sign === undefined ? undefined : (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
  const { year, month, day } = dateOf(date);
  return new PyDateTime({
    year,
    month,
    day,
    hour,
    minute,
    second,
    microsecond: Number(fraction.padEnd(6, '0')),
    offset,
  });
}
