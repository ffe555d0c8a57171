/** The functions of JMESPath, in the behaviour of jmespath.py 1.0: numbers and order are Python's. */
import { TemplateError } from '../../errors.ts';
import { fail } from '../../fail.ts';
import { toJson } from '../../formats/json.ts';
import { add, divide, negate } from '../../values/arithmetic.ts';
import { compare, contains } from '../../values/compare.ts';
import { int } from '../../values/integers.ts';
import { codePoints, length } from '../../values/iterate.ts';
import { parseFloat, parseInt } from '../../values/number-text.ts';
import { str } from '../../values/text.ts';
import { Float, type Value } from '../../values/types.ts';
import { extreme, extremeBy, itemsOf, queryOf, sortBy } from './order.ts';
import { isNumber, type Query } from './query.ts';
import { checkArgument, typeOf, type Demand } from './types.ts';

interface Definition {
  readonly demands: readonly Demand[];
  /** Takes more arguments than its demands. */
  readonly variadic?: boolean;
  run(...args: Value[]): Value;
}

const ANY: Demand = [];
const NUMBERS: Demand = ['array-number'];
const SORTABLE: Demand = ['array-number', 'array-string'];

const functions: ReadonlyMap<string, Definition> = new Map<string, Definition>([
  ['abs', { demands: [['number']], run: absolute }],
  [
    'avg',
    {
      demands: [NUMBERS],
      run: numbers => (isEmpty(numbers) ? null : divide(sum(numbers), new Float(length(numbers)))),
    },
  ],
  ['ceil', { demands: [['number']], run: number => rounded(number, Math.ceil) }],
  ['contains', { demands: [['array', 'string'], ANY], run: contains }],
  ['ends_with', { demands: [['string'], ['string']], run: (text, end) => str(text).endsWith(str(end)) }],
  ['floor', { demands: [['number']], run: number => rounded(number, Math.floor) }],
  [
    'join',
    {
      demands: [['string'], ['array-string']],
      run: (separator, texts) => itemsOf(texts).map(str).join(str(separator)),
    },
  ],
  ['keys', { demands: [['object']], run: dict => (dict instanceof Map ? [...dict.keys()] : null) }],
  ['length', { demands: [['string', 'array', 'object']], run: length }],
  ['map', { demands: [['expref'], ['array']], run: (expression, items) => itemsOf(items).map(queryOf(expression)) }],
  ['max', { demands: [SORTABLE], run: items => extreme(itemsOf(items), 1) }],
  ['max_by', { demands: [['array'], ['expref']], run: (items, key) => extremeBy('max_by', itemsOf(items), key, 1) }],
  ['merge', { demands: [['object']], variadic: true, run: merge }],
  ['min', { demands: [SORTABLE], run: items => extreme(itemsOf(items), -1) }],
  ['min_by', { demands: [['array'], ['expref']], run: (items, key) => extremeBy('min_by', itemsOf(items), key, -1) }],
  ['not_null', { demands: [ANY], variadic: true, run: (...args) => args.find(arg => arg !== null) ?? null }],
  ['reverse', { demands: [['array', 'string']], run: reverse }],
  ['sort', { demands: [SORTABLE], run: items => itemsOf(items).toSorted((a, b) => compare(a, b)) }],
  ['sort_by', { demands: [['array'], ['expref']], run: sortBy }],
  ['starts_with', { demands: [['string'], ['string']], run: (text, start) => str(text).startsWith(str(start)) }],
  ['sum', { demands: [NUMBERS], run: sum }],
  ['to_array', { demands: [ANY], run: value => (Array.isArray(value) ? value : [value]) }],
  ['to_number', { demands: [ANY], run: toNumber }],
  ['to_string', { demands: [ANY], run: toText }],
  ['type', { demands: [ANY], run: typeOfJson }],
  ['values', { demands: [['object']], run: dict => (dict instanceof Map ? [...dict.values()] : null) }],
]);

/** A call; names and arguments are checked when it is met, so that a query of nothing never fails. */
export function call(name: string, args: readonly Query[]): Query {
  return value => {
    const definition = functions.get(name) ?? fail('name', `a query has no function ${name}()`);
    const values = args.map(arg => arg(value));
    checkArguments(name, definition, values);
    return definition.run(...values);
  };
}

function checkArguments(name: string, { demands, variadic }: Definition, values: readonly Value[]): void {
  const wrong = variadic ? values.length < demands.length : values.length !== demands.length;
  if (wrong) fail('type', `${name}() takes ${demands.length} arguments, not ${values.length}`);
  for (const [i, demand] of demands.entries()) checkArgument(name, values[i]!, demand);
}

function isEmpty(value: Value): boolean {
  return itemsOf(value).length === 0;
}

function absolute(number: Value): Value {
  if (number instanceof Float) return new Float(Math.abs(number.value));
  return compare(number, 0) < 0 ? negate(number) : number;
}

/** Python rounds a float to an int of any size. */
function rounded(number: Value, round: (n: number) => number): Value {
  if (!(number instanceof Float)) return number;
  if (!Number.isFinite(number.value)) fail('overflow', 'the float has no whole number');
  return int(BigInt(round(number.value)));
}

function sum(numbers: Value): Value {
  return itemsOf(numbers).reduce((total, number) => add(total, number), 0);
}

function merge(...dicts: Value[]): Value {
  return new Map(dicts.flatMap(dict => (dict instanceof Map ? [...dict] : fail('type', 'merge() takes objects'))));
}

function reverse(value: Value): Value {
  return typeof value === 'string' ? codePoints(value).toReversed().join('') : itemsOf(value).toReversed();
}

function typeOfJson(value: Value): Value {
  const type = typeOf(value);
  return type === 'unknown' || type === 'expref' ? null : type;
}

function toText(value: Value): Value {
  if (typeof value === 'string') return value;
  return toJson(value, { separators: [',', ':'], default: str });
}

function toNumber(value: Value): Value {
  if (isNumber(value)) return value;
  return typeof value === 'string' ? (read(value, parseInt) ?? readFloat(value)) : null;
}

function readFloat(text: string): Value {
  const number = read(text, parseFloat);
  return number === undefined ? null : new Float(Number(number));
}

function read(text: string, parse: (text: string) => number | bigint): number | bigint | undefined {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}
