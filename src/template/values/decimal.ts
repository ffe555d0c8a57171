/** Decimal digits of floats, rounded on the exact binary value with ties to even, as CPython prints them. */

/** `n * 10 ** digits` as an integer, ties to even; `n` is finite and not negative. */
export function scaledInteger(n: number, digits: number): bigint {
  const [mantissa, exponent] = decompose(n);
  const numerator = mantissa * (exponent > 0 ? 2n ** BigInt(exponent) : 1n) * (digits > 0 ? 10n ** BigInt(digits) : 1n);
  const denominator = (exponent < 0 ? 2n ** BigInt(-exponent) : 1n) * (digits < 0 ? 10n ** BigInt(-digits) : 1n);
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  return twice > denominator || (twice === denominator && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

/** Digits after the point fixed, as `%.2f`; the sign is the caller's. */
export function fixed(n: number, digits: number): string {
  const text = scaledInteger(n, digits)
    .toString()
    .padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** One digit before the point, as `%.2e`: `1.50e+10`. */
export function scientific(n: number, digits: number): string {
  const [text, exponent] = significant(n, digits + 1);
  const mantissa = digits === 0 ? text : `${text[0]}.${text.slice(1)}`;
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** As `%g`: fixed or scientific by size, trailing zeros gone unless `keepZeros`. */
export function general(n: number, digits: number, keepZeros: boolean): string {
  const wanted = Math.max(1, digits);
  const [, exponent] = significant(n, wanted);
  const text = exponent < -4 || exponent >= wanted ? scientific(n, wanted - 1) : fixed(n, wanted - 1 - exponent);
  if (keepZeros) return withPoint(text);
  if (!text.includes('.')) return text;
  const [mantissa = '', power] = text.split('e');
  const bare = mantissa.replace(/\.?0+$/, '');
  return power === undefined ? bare : `${bare}e${power}`;
}

/** The alternate form of a float always has its point. */
export function withPoint(digits: string): string {
  return digits.includes('.') ? digits : digits.replace(/^\d+/, '$&.');
}

/** The leading digits and the decimal exponent of the first. */
function significant(n: number, count: number): readonly [string, number] {
  if (n === 0) return ['0'.repeat(count), 0];
  const exponent = Number(n.toExponential().split('e')[1]);
  const text = scaledInteger(n, count - 1 - exponent).toString();
  return text.length > count ? [text.slice(0, count), exponent + 1] : [text, exponent];
}

function decompose(n: number): readonly [bigint, number] {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, n);
  const raw = bits.getBigUint64(0) & 0x7fffffffffffffffn;
  const exponent = Number(raw >> 52n);
  const fraction = raw & 0xfffffffffffffn;
  return exponent === 0 ? [fraction, -1074] : [fraction | 0x10000000000000n, exponent - 1075];
}
