import { fail } from '../fail.ts';

/** Powers with more bits than this are refused before they fill the memory. */
const mostBits = 10_000_000n;

/** `base ** exponent` of ints, exponent not negative. */
export function integerPower(base: bigint, exponent: bigint): bigint {
  const bits = BigInt(base.toString(16).length * 4);
  if (base > 1n || base < -1n) if (bits * exponent > mostBits) fail('overflow', 'the power would be too large');
  return base === 1n || base === 0n || base === -1n
    ? base ** (exponent < 2n ? exponent : 2n + (exponent % 2n))
    : base ** exponent;
}

/** The float nearest to a / b, ties to even, as CPython's true division of ints of any size. */
export function divideExactly(a: bigint, b: bigint): number {
  if (b === 0n) fail('zerodivision', 'division by zero');
  if (a === 0n) return 0;
  const [numerator, denominator] = [abs(a), abs(b)];
  // Scaled so that the quotient keeps at least 64 bits: bits below the 53 of a float only decide the rounding.
  const shift = BigInt(Math.max(0, 66 + bitLength(denominator) - bitLength(numerator)));
  const scaled = numerator << shift;
  const quotient = scaled / denominator;
  const sticky = quotient * denominator === scaled ? quotient : quotient | 1n;
  const size = scale(sticky, shift);
  return a < 0n === b < 0n ? size : -size;
}

// Number() rounds a bigint correctly; dividing by a power of two afterwards is exact outside the subnormals.
function scale(sticky: bigint, shift: bigint): number {
  const half = Number(shift / 2n);
  const result = Number(sticky) / 2 ** half / 2 ** (Number(shift) - half);
  if (!Number.isFinite(result)) fail('overflow', 'integer division result too large for a float');
  return result;
}

function abs(n: bigint): bigint {
  return n < 0n ? -n : n;
}

function bitLength(n: bigint): number {
  return n.toString(2).length;
}
