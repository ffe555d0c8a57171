import { fail } from '../../fail.ts';
import { Bytes } from '../bytes.ts';
import { floatHex } from '../float-hex.ts';
import { asInt, int } from '../integers.ts';
import { Float, Tuple, type Value } from '../types.ts';
import { method, type Method } from './method.ts';

type Int = number | bigint | boolean;

/** Python's methods of int (and bool), with the bit operations that Ansible leaves reachable. */
export const intMethods: ReadonlyMap<string, Method<Int>> = new Map<string, Method<Int>>([
  ['bit_length', method('', n => (big(n) === 0n ? 0 : magnitude(n).toString(2).length))],
  ['bit_count', method('', n => magnitude(n).toString(2).replaceAll('0', '').length)],
  ['conjugate', method('', n => int(big(n)))],
  ['as_integer_ratio', method('', n => new Tuple([int(big(n)), 1]))],
  [
    'to_bytes',
    method('length? byteorder?', (n, [size, order]) => toBytes(big(n), Number(size ?? 1), order !== 'little')),
  ],
  ['__and__', method('other', (n, [other]) => int(big(n) & operand(other)))],
  ['__or__', method('other', (n, [other]) => int(big(n) | operand(other)))],
  ['__xor__', method('other', (n, [other]) => int(big(n) ^ operand(other)))],
  ['__lshift__', method('other', (n, [other]) => int(big(n) << distance(other)))],
  ['__rshift__', method('other', (n, [other]) => int(big(n) >> distance(other)))],
]);

/** Python's methods of float. */
export const floatMethods: ReadonlyMap<string, Method<Float>> = new Map<string, Method<Float>>([
  ['is_integer', method('', n => Number.isInteger(n.value))],
  ['conjugate', method('', n => n)],
  ['hex', method('', n => floatHex(n.value))],
  ['as_integer_ratio', method('', n => integerRatio(n.value))],
]);

/** The attributes of numbers that are no methods. */
export function numberAttribute(value: Int | Float, name: string): Value | undefined {
  if (name === 'real') return value instanceof Float ? value : int(big(value));
  if (name === 'imag') return value instanceof Float ? new Float(0) : 0;
  if (value instanceof Float) return undefined;
  return name === 'numerator' ? int(big(value)) : name === 'denominator' ? 1 : undefined;
}

function big(n: Int): bigint {
  return BigInt(n);
}

function magnitude(n: Int): bigint {
  return big(n) < 0n ? -big(n) : big(n);
}

function operand(other: Value | undefined): bigint {
  const n = other === undefined ? undefined : asInt(other);
  return n === undefined ? fail('type', 'an integer is needed') : BigInt(n);
}

/** A shift distance: never negative, and small enough for memory. */
function distance(other: Value | undefined): bigint {
  const n = operand(other);
  if (n < 0n) return fail('value', 'negative shift count');
  return n > 10_000_000n ? fail('overflow', 'the shift would be too large') : n;
}

function integerRatio(value: number): Value {
  if (!Number.isFinite(value)) return fail('overflow', 'cannot convert this float to an integer ratio');
  let [numerator, shift] = [value, 0];
  while (!Number.isInteger(numerator)) [numerator, shift] = [numerator * 2, shift + 1];
  return new Tuple([int(BigInt(numerator)), int(1n << BigInt(shift))]);
}

function toBytes(n: bigint, size: number, bigEndian: boolean): Value {
  if (n < 0n || n >= 1n << BigInt(size * 8)) return fail('overflow', 'int too big to convert');
  const bytes = Uint8Array.from({ length: size }, (_, i) => Number((n >> BigInt(8 * i)) & 255n));
  return new Bytes(bigEndian ? bytes.toReversed() : bytes);
}
