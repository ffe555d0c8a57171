import { fail } from '../fail.ts';
import { dictGet } from './dict.ts';
import { fixed, general, scientific, withPoint } from './decimal.ts';
import { real } from './equal-scalars.ts';
import { asInt } from './integers.ts';
import { codePoints, textLength } from './iterate.ts';
import { Markup } from './markup.ts';
import { orElse } from './or-else.ts';
import { quoteAscii } from './quote.ts';
import { repr, str } from './text.ts';
import { typeName } from './type-name.ts';
import { Float, PyObject, Tuple, Undefined, type Value } from './types.ts';

/** One `%…` of a format: its flags, width, precision and conversion, or a literal `%`. */
interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly conversion: string;
}

const directive = /%(?:\(((?:[^()]|\([^()]*\))*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?([\s\S]|$)/gu;

/** Python's `format % values`: a tuple gives one value each, a dict feeds `%(name)s`, anything else is the one value. */
export function percentFormat(format: string, values: Value): string {
  const source = new Arguments(values);
  const out = format.replace(directive, (...match: (string | undefined)[]) => convertDirective(match, source));
  source.finish();
  return out;
}

/** Hands out the values one after another, or by name. */
class Arguments {
  readonly values: Value;
  readonly list: readonly Value[];
  #next = 0;
  #named = false;

  constructor(values: Value) {
    this.values = values;
    this.list = values instanceof Tuple ? values.items : [values];
  }
  take(): Value {
    const value = this.list[this.#next++];
    return value === undefined ? fail('type', 'not enough arguments for format string') : value;
  }
  byName(name: string): Value {
    if (!(this.values instanceof Map)) return fail('type', 'format requires a mapping');
    this.#named = true;
    return orElse(dictGet(this.values, name), () => fail('key', repr(name)));
  }
  takeInt(): number {
    const n = asInt(this.take());
    return n === undefined ? fail('type', '* wants int') : Number(n);
  }
  finish(): void {
    const { values } = this;
    const mapping =
      values instanceof Undefined ||
      values instanceof Map ||
      Array.isArray(values) ||
      (values instanceof PyObject && !(values instanceof Markup));
    if (this.#named || (mapping && this.#next === 0)) return;
    if (this.#next < this.list.length) fail('type', 'not all arguments converted during string formatting');
  }
}

function convertDirective(match: readonly (string | undefined)[], source: Arguments): string {
  const [, name, flags = '', width, precision, conversion = ''] = match;
  if (conversion === '') return fail('value', 'incomplete format');
  if (match[0] === '%%') return '%';
  const starred = name === undefined ? undefined : source.byName(name);
  const columns = width === '*' ? source.takeInt() : Number(width ?? 0);
  const places = precision === '*' ? source.takeInt() : precision === undefined ? undefined : Number(precision);
  const spec = { flags: columns < 0 ? `${flags}-` : flags, width: Math.abs(columns), precision: places, conversion };
  if (!converters.has(conversion)) return fail('value', `unsupported format character ${repr(conversion)}`);
  const value = starred === undefined ? source.take() : starred;
  if (value instanceof Undefined && !value.silent) value.raise();
  return converters.get(conversion)!(value, spec);
}

type Converter = (value: Value, spec: Directive) => string;

const converters: ReadonlyMap<string, Converter> = new Map<string, Converter>([
  ['s', (value, spec) => padText(cut(str(value), spec), spec)],
  ['r', (value, spec) => padText(cut(repr(value), spec), spec)],
  ['a', (value, spec) => padText(cut(typeof value === 'string' ? quoteAscii(value) : repr(value), spec), spec)],
  ['c', (value, spec) => padText(character(value), spec)],
  ...['d', 'i', 'u'].map((name): [string, Converter] => [
    name,
    (value, spec) => integer(truncated(value, spec), spec, 10, ''),
  ]),
  ['x', (value, spec) => integer(whole(value, spec), spec, 16, '0x')],
  ['X', (value, spec) => integer(whole(value, spec), spec, 16, '0x').toUpperCase()],
  ['o', (value, spec) => integer(whole(value, spec), spec, 8, '0o')],
  ...['e', 'f', 'g'].map((name): [string, Converter] => [name, (value, spec) => float(value, spec, name)]),
  ...['E', 'F', 'G'].map((name): [string, Converter] => [
    name,
    (value, spec) => float(value, spec, name.toLowerCase()).toUpperCase(),
  ]),
]);

function cut(text: string, { precision }: Directive): string {
  return precision === undefined ? text : codePoints(text).slice(0, precision).join('');
}

function padText(text: string, { flags, width }: Directive): string {
  const blanks = ' '.repeat(Math.max(0, width - textLength(text)));
  return flags.includes('-') ? text + blanks : blanks + text;
}

function character(value: Value): string {
  if (typeof value === 'string') return textLength(value) === 1 ? value : fail('type', '%c requires int or char');
  const code = asInt(value);
  if (code === undefined) return fail('type', '%c requires int or char');
  return code < 0 || code > 0x10ffff
    ? fail('overflow', '%c arg not in range(0x110000)')
    : String.fromCodePoint(Number(code));
}

/** For %d: floats lose their fraction. */
function truncated(value: Value, spec: Directive): bigint {
  if (value instanceof Float) return finiteInt(value.value);
  const n = asInt(value);
  return n === undefined
    ? fail('type', `%${spec.conversion} format: a real number is required, not ${typeName(value)}`)
    : BigInt(n);
}

function finiteInt(n: number): bigint {
  if (Number.isNaN(n)) return fail('value', 'cannot convert float NaN to integer');
  return Number.isFinite(n) ? BigInt(Math.trunc(n)) : fail('overflow', 'cannot convert float infinity to integer');
}

/** For %x and %o: only ints. */
function whole(value: Value, spec: Directive): bigint {
  const n = asInt(value);
  return n === undefined
    ? fail('type', `%${spec.conversion} format: an integer is required, not ${typeName(value)}`)
    : BigInt(n);
}

function integer(n: bigint, spec: Directive, radix: number, prefix: string): string {
  const digits = (n < 0n ? -n : n).toString(radix).padStart(spec.precision ?? 0, '0');
  return padNumber(sign(n < 0n, spec) + (spec.flags.includes('#') ? prefix : ''), digits, spec);
}

function float(value: Value, spec: Directive, style: string): string {
  const n = real(value);
  if (n === undefined) return fail('type', `must be real number, not ${typeName(value)}`);
  const double = Number(n);
  const negative = double < 0 || Object.is(double, -0);
  if (!Number.isFinite(double)) return padNumber(sign(negative, spec), Number.isNaN(double) ? 'nan' : 'inf', spec);
  return padNumber(sign(negative, spec), digitsOf(Math.abs(double), spec, style), spec);
}

function digitsOf(n: number, { precision = 6, flags }: Directive, style: string): string {
  const alternate = flags.includes('#');
  if (style === 'g') return general(n, precision, alternate);
  const digits = style === 'f' ? fixed(n, precision) : scientific(n, precision);
  return alternate ? withPoint(digits) : digits;
}

function sign(negative: boolean, { flags }: Directive): string {
  if (negative) return '-';
  return flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

function padNumber(lead: string, digits: string, spec: Directive): string {
  const zeros = spec.flags.includes('0') && !spec.flags.includes('-') ? spec.width - lead.length : 0;
  return padText(lead + digits.padStart(zeros, '0'), spec);
}
