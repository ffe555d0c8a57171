import { textOf } from '../arguments/require.ts';
import { fail } from '../fail.ts';
import { asInt } from '../values/integers.ts';
import { typeName } from '../values/type-name.ts';
import { Float, type Value } from '../values/types.ts';
import { exactFraction } from './round.ts';

/** What seeds Python's random.Random for a value: text and ints as they are, floats by their hash; TypeError for the rest. */
export function seedOf(value: Value): number | bigint | string {
  if (value instanceof Float) return floatHash(value.value);
  return textOf(value) ?? asInt(value) ?? fail('type', `a ${typeName(value)} cannot seed random numbers`);
}

const MODULUS = 2n ** 61n - 1n;

/** CPython's `hash(float)` on 64 bits, as the unsigned number that seeds. */
function floatHash(x: number): bigint {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 0n : BigInt.asUintN(64, x > 0 ? 314159n : -314159n);
  const [numerator, denominator] = exactFraction(Math.abs(x));
  const power = BigInt(denominator.toString(2).length - 1) % 61n;
  const hash = (numerator * 2n ** ((61n - power) % 61n)) % MODULUS;
  return BigInt.asUintN(64, x < 0 ? (hash === 1n ? -2n : -hash) : hash);
}
