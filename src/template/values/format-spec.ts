import { fail } from '../fail.ts';
import { fixed, general, scientific, withPoint } from './decimal.ts';
import { asInt } from './integers.ts';
import { codePoints, textLength } from './iterate.ts';
import { floatRepr, str } from './text.ts';
import { typeName } from './type-name.ts';
import { Float, PyObject, type Value } from './types.ts';

interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | undefined;
  readonly type: string;
}

const grammar = /^(?:([\s\S])?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/u;

/** Python's `format(value, spec)` for texts, ints and floats; other values take only an empty spec. */
export function formatValue(value: Value, text: string): string {
  if (text === '') return str(value);
  const plain = value instanceof PyObject || value === null || typeof value === 'object';
  if (plain && !(value instanceof Float))
    fail('type', `unsupported format string passed to ${typeName(value)}.__format__`);
  const spec = parseSpec(text);
  checkGrouping(spec);
  if (typeof value === 'string') return formatAsText(value, spec);
  return value instanceof Float || 'eEfFgG%'.includes(spec.type || '?')
    ? formatFloat(value, spec)
    : formatInt(value, spec);
}

function parseSpec(text: string): Spec {
  const match = grammar.exec(text);
  if (!match) return fail('value', `Invalid format specifier '${text}'`);
  const [, fill, align, sign = '', zero, alternate, padded, width, grouping = '', precision, type = ''] = match;
  if (zero !== undefined && !'eEfFgG%'.includes(type || '?'))
    fail('value', 'Negative zero coercion (z) not allowed here');
  return {
    fill: fill ?? (padded && align === undefined ? '0' : padded ? '0' : ' '),
    align: align ?? (padded ? '=' : ''),
    sign,
    alternate: alternate !== undefined,
    width: Number(width ?? 0),
    grouping,
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}

/** A comma groups decimal digits, an underscore those of other bases too. */
function checkGrouping({ grouping, type }: Spec): void {
  const allowed = grouping === ',' ? 'deEfFgG%' : 'deEfFgG%boxX';
  if (grouping !== '' && type !== '' && !allowed.includes(type))
    fail('value', `Cannot specify '${grouping}' with '${type}'.`);
}

function formatAsText(value: string, spec: Spec): string {
  if (spec.type !== '' && spec.type !== 's')
    fail('value', `Unknown format code '${spec.type}' for object of type 'str'`);
  if (spec.sign !== '') fail('value', 'Sign not allowed in string format specifier');
  if (spec.alternate) fail('value', 'Alternate form (#) not allowed in string format specifier');
  if (spec.grouping !== '') fail('value', `Cannot specify '${spec.grouping}' with 's'.`);
  if (spec.align === '=' && spec.fill !== '0') fail('value', "'=' alignment not allowed in string format specifier");
  const cut = spec.precision === undefined ? value : codePoints(value).slice(0, spec.precision).join('');
  return pad(cut, spec, spec.align === '=' ? '<' : spec.align || '<');
}

const radixes: Readonly<Record<string, readonly [number, string]>> = {
  '': [10, ''],
  d: [10, ''],
  n: [10, ''],
  b: [2, '0b'],
  o: [8, '0o'],
  x: [16, '0x'],
  X: [16, '0X'],
};

function formatInt(value: Value, spec: Spec): string {
  const n = BigInt(asInt(value)!);
  if (spec.type === '' && typeof value === 'boolean' && spec.grouping === '') return formatBool(value, spec);
  if (spec.precision !== undefined) fail('value', 'Precision not allowed in integer format specifier');
  if (spec.type === 'c') return pad(character(n), spec, spec.align || '<');
  if (!Object.hasOwn(radixes, spec.type)) fail('value', `Unknown format code '${spec.type}' for object of type 'int'`);
  const [radix, prefix] = radixes[spec.type]!;
  const digits = (n < 0n ? -n : n).toString(radix);
  const lead = signOf(n < 0n, spec) + (spec.alternate ? prefix : '');
  return padNumber(lead, spec.type === 'X' ? digits.toUpperCase() : digits, spec, radix === 10 ? 3 : 4);
}

function character(code: bigint): string {
  if (code < 0n || code > 0x10ffffn) return fail('overflow', '%c arg not in range(0x110000)');
  return String.fromCodePoint(Number(code));
}

function formatBool(value: boolean, spec: Spec): string {
  return padNumber(signOf(false, spec), String(Number(value)), spec, 3);
}

function formatFloat(value: Value, spec: Spec): string {
  const n = value instanceof Float ? value.value : Number(asInt(value));
  if (spec.type !== '' && !'eEfFgGn%'.includes(spec.type))
    fail('value', `Unknown format code '${spec.type}' for object of type 'float'`);
  const negative = n < 0 || Object.is(n, -0);
  const digits = Number.isFinite(n) ? floatDigits(Math.abs(n), spec) : Number.isNaN(n) ? 'nan' : 'inf';
  return padNumber(signOf(negative, spec), /[EFG]/.test(spec.type) ? digits.toUpperCase() : digits, spec, 3);
}

function floatDigits(n: number, spec: Spec): string {
  const digits = plainDigits(n, spec);
  return spec.alternate ? withPoint(digits) : digits;
}

function plainDigits(n: number, { type, precision, alternate }: Spec): string {
  const places = precision ?? 6;
  if (type === '%') return `${fixed(n * 100, places)}%`;
  if (type === 'f' || type === 'F') return fixed(n, places);
  if (type === 'e' || type === 'E') return scientific(n, places);
  if (type !== '' || precision === undefined) return type === '' ? floatRepr(n) : general(n, places, alternate);
  const text = general(n, precision, alternate);
  if (/[.e]/.test(text)) return text;
  return text.length > precision - 1 && precision > 0 ? withFraction(n, text, precision) : `${text}.0`;
}

// Without a type a float shows a fraction or an exponent, so a number as long as the precision goes scientific.
function withFraction(n: number, text: string, precision: number): string {
  return text.length >= precision && precision > 0 && text !== '0'
    ? stripZeros(scientific(n, precision - 1))
    : `${text}.0`;
}

function stripZeros(text: string): string {
  return text.replace(/\.?0+e/, 'e');
}

function signOf(negative: boolean, { sign }: Spec): string {
  if (negative) return '-';
  return sign === '+' || sign === ' ' ? sign : '';
}

/** `=` puts the filling between sign and digits; zeros there are grouped like the digits. */
function padNumber(lead: string, digits: string, spec: Spec, groupSize: number): string {
  const [whole = '', rest = ''] = split(digits);
  if (spec.align !== '=') return pad(lead + group(whole, spec.grouping, groupSize) + rest, spec, spec.align || '>');
  const room = spec.width - lead.length - rest.length;
  const grouped =
    spec.fill === '0' && spec.grouping !== ''
      ? groupZeros(whole, spec.grouping, groupSize, room)
      : group(whole, spec.grouping, groupSize);
  return lead + spec.fill.repeat(Math.max(0, room - grouped.length)) + grouped + rest;
}

function split(digits: string): readonly string[] {
  const at = digits.search(/[.eE%]/);
  return at < 0 || /^[0-9a-fA-F]*$/.test(digits) ? [digits] : [digits.slice(0, at), digits.slice(at)];
}

function group(digits: string, mark: string, size: number): string {
  if (mark === '' || !/^[0-9a-fA-F]+$/.test(digits)) return digits;
  return digits.replace(new RegExp(`\\B(?=(?:.{${size}})+$)`, 'g'), mark);
}

function groupZeros(digits: string, mark: string, size: number, room: number): string {
  let [padded, grouped] = [digits, group(digits, mark, size)];
  while (grouped.length < room) [padded, grouped] = [`0${padded}`, group(`0${padded}`, mark, size)];
  return grouped;
}

function pad(text: string, spec: Spec, align: string): string {
  const room = Math.max(0, spec.width - textLength(text));
  const left = align === '<' ? 0 : align === '^' ? Math.floor(room / 2) : room;
  return spec.fill.repeat(left) + text + spec.fill.repeat(room - left);
}
