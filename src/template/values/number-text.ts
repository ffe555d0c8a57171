import { fail } from '../fail.ts';
import { trimEnd, trimStart } from './blanks.ts';
import { int } from './integers.ts';
import { quote } from './quote.ts';

/** Python's `int(text, base)`: blanks around, a sign, single underscores and digits of any script; ValueError otherwise. */
export function parseInt(text: string, base = 10): number | bigint {
  const bare = asciiDigits(trimEnd(trimStart(text))).toLowerCase();
  const [, sign, prefix, digits] = /^([+-]?)(0[xob]_?)?([0-9a-z]+(?:_[0-9a-z]+)*)$/.exec(splitPrefix(bare, base)) ?? [];
  const radix = base === 0 ? radixOf(prefix) : base;
  if (digits === undefined || !isNumber(digits, radix) || !prefixFits(prefix, base, digits))
    return invalidInt(text, base);
  const value = bigintOf(digits.replaceAll('_', ''), radix);
  return int(sign === '-' ? -value : value);
}

/** Python's `float(text)`: decimal with underscores and exponent, inf, infinity, nan in any case; ValueError otherwise. */
export function parseFloat(text: string): number {
  const bare = asciiDigits(trimEnd(trimStart(text))).toLowerCase();
  const special = /^([+-]?)(inf|infinity|nan)$/.exec(bare);
  if (special) return (special[1] === '-' ? -1 : 1) * (special[2] === 'nan' ? NaN : Infinity);
  const digits = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/;
  if (!digits.test(bare)) fail('value', `could not convert string to float: ${quote(text)}`);
  return Number(bare.replaceAll('_', ''));
}

/** Decimal digits of any script as ASCII ones; text without such comes back as it is. */
export function asciiDigits(text: string): string {
  return text.replace(/\P{ASCII}/gu, char => (/\p{Nd}/u.test(char) ? String(digitValue(char.codePointAt(0)!)) : char));
}

/** Scripts keep their ten digits together, zero first. */
export function digitValue(code: number): number {
  let zero = code;
  while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code >= 0x1d7ce && code <= 0x1d7ff ? (code - 0x1d7ce) % 10 : (code - zero) % 10;
}

// Without this, the 0b of the hexadecimal text 0b1 would be taken for a prefix.
function splitPrefix(text: string, base: number): string {
  return base === 16 || base === 2 || base === 8 || base === 0 ? text : text.replace(/^([+-]?)0([xob])/, '$1\u0000$2');
}

function radixOf(prefix: string | undefined): number {
  return { x: 16, o: 8, b: 2 }[prefix?.[1] ?? ''] ?? 10;
}

function prefixFits(prefix: string | undefined, base: number, digits: string): boolean {
  if (base === 0) return prefix !== undefined || !/^0[0_]*[1-9]/.test(digits);
  return prefix === undefined || radixOf(prefix) === base;
}

function isNumber(digits: string, radix: number): boolean {
  return Array.from(digits).every(digit => digit === '_' || Number.parseInt(digit, 36) < radix);
}

function bigintOf(digits: string, radix: number): bigint {
  if (radix === 10) return BigInt(digits);
  let value = 0n;
  for (const digit of digits) value = value * BigInt(radix) + BigInt(Number.parseInt(digit, 36));
  return value;
}

function invalidInt(text: string, base: number): never {
  fail('value', `invalid literal for int() with base ${base}: ${quote(text)}`);
}
