import { fail } from '../fail.ts';
import { divideExactly, integerPower } from './big-arithmetic.ts';
import { floatPower } from './float-power.ts';
import { Complex } from './complex.ts';
import { int } from './integers.ts';
import { percentFormat } from './percent-format.ts';
import { repeat } from './repeat.ts';
import { typeName } from './type-name.ts';
import { Float, PyObject, Tuple, Undefined, type Value } from './types.ts';

/** Python's `a + b`: numbers, texts, lists, tuples. Every operator here raises the error of an undefined operand. */
export function add(a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return int(a + b) === a + b ? a + b : int(BigInt(a) + BigInt(b));
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  if (a instanceof Tuple && b instanceof Tuple) return new Tuple([...a.items, ...b.items]);
  return arithmetic('+', a, b) ?? unsupportedAddition(a, b);
}

/** `a - b` of numbers and of objects that know how. */
export function subtract(a: Value, b: Value): Value {
  return arithmetic('-', a, b) ?? unsupported('-', a, b);
}

/** `a * b`: numbers, or a text, list or tuple repeated. */
export function multiply(a: Value, b: Value): Value {
  return arithmetic('*', a, b) ?? repeat(a, b) ?? repeat(b, a) ?? unsupported('*', a, b);
}

/** `a / b`: always a float. */
export function divide(a: Value, b: Value): Value {
  return arithmetic('/', a, b) ?? unsupported('/', a, b);
}

/** `a // b`: rounded towards minus infinity; int for ints. */
export function floorDivide(a: Value, b: Value): Value {
  return arithmetic('//', a, b) ?? unsupported('//', a, b);
}

/** `a % b`: with the sign of `b`; on a text, printf-style formatting. */
export function modulo(a: Value, b: Value): Value {
  if (typeof a === 'string') return percentFormat(a, b);
  return arithmetic('%', a, b) ?? unsupported('%', a, b);
}

/** `a ** b`. */
export function power(a: Value, b: Value): Value {
  return arithmetic('**', a, b) ?? unsupported('** or pow()', a, b);
}

/** `-a`. */
export function negate(a: Value): Value {
  if (a instanceof Float) return new Float(-a.value);
  return int(-integerOperand('-', a));
}

/** `+a`: the number itself, a bool as an int. */
export function positive(a: Value): Value {
  return a instanceof Float ? a : int(integerOperand('+', a));
}

interface Operation {
  readonly ints: (a: bigint, b: bigint) => Value;
  readonly floats: (a: number, b: number) => Value;
}

const operations: Readonly<Record<string, Operation>> = {
  '+': { ints: (a, b) => int(a + b), floats: (a, b) => new Float(a + b) },
  '-': { ints: (a, b) => int(a - b), floats: (a, b) => new Float(a - b) },
  '*': { ints: (a, b) => int(a * b), floats: (a, b) => new Float(a * b) },
  '/': {
    ints: (a, b) => new Float(divideExactly(a, b)),
    floats: (a, b) => new Float(a / nonzero(b, 'float division by zero')),
  },
  '//': { ints: floorDivideInts, floats: (a, b) => new Float(floorDivideFloats(a, b)) },
  '%': { ints: moduloInts, floats: (a, b) => new Float(moduloFloats(a, b)) },
  '**': { ints: powerOfInts, floats: powerOfFloats },
};

/** The result when both are numbers or an object knows the operation; undefined otherwise. */
function arithmetic(operator: string, a: Value, b: Value): Value | undefined {
  if (a instanceof Undefined) a.raise();
  if (b instanceof Undefined) b.raise();
  const [left, right] = [number(a), number(b)];
  if (left === undefined || right === undefined) return byObject(operator, a, b);
  if (left instanceof Float || right instanceof Float)
    return operations[operator]!.floats(toDouble(left), toDouble(right));
  return smallResult(operator, left, right) ?? operations[operator]!.ints(BigInt(left), BigInt(right));
}

// Most sums never leave the safe integers; bigint is the slow way round.
function smallResult(operator: string, a: number | bigint, b: number | bigint): Value | undefined {
  if (typeof a === 'bigint' || typeof b === 'bigint') return undefined;
  const result = operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : NaN;
  if (Number.isSafeInteger(result)) return result + 0;
  return operator === '/' && b !== 0 ? new Float(a / b) : undefined;
}

function byObject(operator: string, a: Value, b: Value): Value | undefined {
  const left = a instanceof PyObject ? a.operate?.(operator, b, false) : undefined;
  if (left !== undefined) return left;
  return b instanceof PyObject ? b.operate?.(operator, a, true) : undefined;
}

function number(value: Value): number | bigint | Float | undefined {
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Float) return value;
  return typeof value === 'boolean' ? Number(value) : undefined;
}

function toDouble(value: number | bigint | Float): number {
  const double = value instanceof Float ? value.value : Number(value);
  if (typeof value === 'bigint' && !Number.isFinite(double)) fail('overflow', 'int too large to convert to float');
  return double;
}

function floorDivideInts(a: bigint, b: bigint): Value {
  if (b === 0n) fail('zerodivision', 'integer division or modulo by zero');
  const quotient = a / b;
  return int(quotient * b !== a && a < 0n !== b < 0n ? quotient - 1n : quotient);
}

function moduloInts(a: bigint, b: bigint): Value {
  if (b === 0n) fail('zerodivision', 'integer modulo by zero');
  const rest = a % b;
  return int(rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest);
}

function moduloFloats(a: number, b: number): number {
  const rest = a % nonzero(b, 'float modulo');
  if (rest === 0) return b < 0 || Object.is(b, -0) ? -0 : 0;
  return rest < 0 !== b < 0 ? rest + b : rest;
}

function floorDivideFloats(a: number, b: number): number {
  nonzero(b, 'float floor division by zero');
  const quotient = (a - moduloFloats(a, b)) / b;
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  return quotient - Math.floor(quotient) > 0.5 ? Math.floor(quotient) + 1 : Math.floor(quotient);
}

function powerOfInts(a: bigint, b: bigint): Value {
  return b < 0n ? powerOfFloats(toDouble(a), toDouble(b)) : int(integerPower(a, b));
}

function powerOfFloats(a: number, b: number): Value {
  if (a === 1 || b === 0) return new Float(1);
  if (a === 0 && b < 0) fail('zerodivision', '0.0 cannot be raised to a negative power');
  if (a < 0 && Number.isFinite(b) && Number.isFinite(a) && !Number.isInteger(b)) return Complex.power(a, b);
  const result = a === -1 && !Number.isFinite(b) && !Number.isNaN(b) ? 1 : floatPower(a, b);
  if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b))
    fail('overflow', 'numerical result out of range');
  return new Float(result);
}

function nonzero(divisor: number, message: string): number {
  return divisor === 0 ? fail('zerodivision', message) : divisor;
}

function integerOperand(operator: string, a: Value): bigint {
  if (a instanceof Undefined) a.raise();
  const n = number(a);
  if (n === undefined || n instanceof Float) fail('type', `bad operand type for unary ${operator}: '${typeName(a)}'`);
  return BigInt(n);
}

function unsupportedAddition(a: Value, b: Value): never {
  for (const kind of ['str', 'list', 'tuple'])
    if (typeName(a) === kind) fail('type', `can only concatenate ${kind} (not "${typeName(b)}") to ${kind}`);
  return unsupported('+', a, b);
}

function unsupported(operator: string, a: Value, b: Value): never {
  fail('type', `unsupported operand type(s) for ${operator}: '${typeName(a)}' and '${typeName(b)}'`);
}
