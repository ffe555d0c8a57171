import { fail } from '../fail.ts';
import { divide, multiply, power } from '../values/arithmetic.ts';
import { asInt, index, int } from '../values/integers.ts';
import { typeName } from '../values/type-name.ts';
import { Float, type Value } from '../values/types.ts';

/** Jinja2's `round`: `common` is Python's round (half to even on the exact value), `ceil` and `floor` give a float. */
export function round(value: Value, precision: Value, method: Value): Value {
  if (method === 'common') return precision === null ? toNearest(value) : roundCommon(value, index(precision));
  if (method !== 'ceil' && method !== 'floor') fail('runtime', 'the method of round is common, ceil or floor');
  const scale = power(10, precision);
  const whole = integral(multiply(value, scale), method === 'ceil' ? Math.ceil : Math.floor);
  return divide(whole, scale);
}

/** `round(x)` without digits gives an int. */
function toNearest(value: Value): Value {
  return value instanceof Float ? integral(new Float(roundFloat(value.value, 0)), Math.trunc) : roundCommon(value, 0);
}

function roundCommon(value: Value, digits: number): Value {
  if (value instanceof Float) return new Float(roundFloat(value.value, digits));
  const n = asInt(value) ?? fail('type', `a ${typeName(value)} cannot be rounded`);
  if (digits >= 0) return n;
  const unit = 10n ** BigInt(-digits);
  return int(divideHalfEven(BigInt(n), unit) * unit);
}

/** Python's `round(x, digits)` for floats: exact, ties to even. */
export function roundFloat(x: number, digits: number): number {
  if (!Number.isFinite(x) || x === 0 || digits > 323) return x;
  if (digits < -308) return x < 0 ? -0 : 0;
  const [numerator, denominator] = exactFraction(Math.abs(x));
  const scaled = digits >= 0 ? numerator * 10n ** BigInt(digits) : numerator;
  const unit = digits >= 0 ? denominator : denominator * 10n ** BigInt(-digits);
  const rounded = Number(`${divideHalfEven(scaled, unit)}e${-digits}`);
  if (!Number.isFinite(rounded)) fail('overflow', 'the rounded value is too large for a float');
  return x < 0 ? -rounded : rounded;
}

/** A finite float as the fraction that it is. */
export function exactFraction(x: number): [numerator: bigint, denominator: bigint] {
  let denominator = 1n;
  while (!Number.isInteger(x)) {
    x *= 2;
    denominator *= 2n;
  }
  return [BigInt(x), denominator];
}

function divideHalfEven(n: bigint, d: bigint): bigint {
  const quotient = n / d - (n % d < 0n ? 1n : 0n);
  const twice = 2n * (n - quotient * d);
  return twice > d || (twice === d && quotient % 2n !== 0n) ? quotient + 1n : quotient;
}

function integral(value: Value, direction: (x: number) => number): Value {
  if (!(value instanceof Float)) return asInt(value) ?? fail('type', `must be a real number, not ${typeName(value)}`);
  if (!Number.isFinite(value.value)) fail('overflow', 'an infinite value or nan has no integer');
  return int(direction(value.value));
}
