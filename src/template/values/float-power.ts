import { divideExactly } from './big-arithmetic.ts';

/** Bits of the fixed-point numbers below: enough to round a float right. */
const bits = 140n;
const one = 1n << bits;

/** `a ** b` rounded to the nearest float, as the C library has it; JavaScript's own is off by one unit at times. */
export function floatPower(a: number, b: number): number {
  const rough = a ** b;
  const ordinary = Number.isFinite(rough) && Math.abs(rough) > 1e-290 && Math.abs(rough) < 1e290;
  if (!ordinary || a === 1 || b === 1 || rough === 0) return rough;
  const size = roundedPower(Math.abs(a), b);
  return rough < 0 ? -size : size;
}

/** exp(b * ln(a)) with 140 bits after the point, for a > 0. */
function roundedPower(a: number, b: number): number {
  const exponent = (naturalLog(a) * fixedPoint(b)) >> bits;
  const twos = Math.round(Number(exponent >> (bits - 60n)) / 2 ** 60 / Math.LN2);
  const fraction = exponential(exponent - BigInt(twos) * ln2);
  return twos >= 0 ? divideExactly(fraction << BigInt(twos), one) : divideExactly(fraction, one << BigInt(-twos));
}

/** A float as a fixed-point number; small ones keep what fits. */
function fixedPoint(n: number): bigint {
  let [value, scale] = [n, 0n];
  while (!Number.isInteger(value) && scale < bits) [value, scale] = [value * 2, scale + 1n];
  return BigInt(Math.trunc(value)) << (bits - scale);
}

function naturalLog(n: number): bigint {
  const twos = Math.floor(Math.log2(n));
  const mantissa = fixedPoint(n / 2 ** twos);
  return logOfMantissa(mantissa) + BigInt(twos) * ln2;
}

/** ln(x) = 2 artanh((x - 1) / (x + 1)), for x near 1. */
function logOfMantissa(x: bigint): bigint {
  const ratio = ((x - one) << bits) / (x + one);
  const square = (ratio * ratio) >> bits;
  let [term, sum] = [ratio, 0n];
  for (let n = 1n; term !== 0n && term !== -1n; n += 2n) [sum, term] = [sum + term / n, (term * square) >> bits];
  return 2n * sum;
}

function exponential(x: bigint): bigint {
  let [term, sum] = [one, 0n];
  for (let n = 1n; term !== 0n && term !== -1n; n++) [sum, term] = [sum + term, (term * x) / (n << bits)];
  return sum;
}

const ln2 = logOfMantissa(2n * one);
