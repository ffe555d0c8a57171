import type { RegexReader } from './regex-reader.ts';

const CONTROLS: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92 };
const HEX_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * The code point of an escape whose backslash has been read: `\n`, `\x41`, `\u20ac`, `\07`, `\.`. Letters without a meaning are
 * refused, as Python does. `\b` is backspace; outside of classes the caller has taken it as an anchor before.
 */
export function readEscape(reader: RegexReader): number {
  const start = reader.at - 1;
  const char = reader.next();
  if (char === undefined) reader.fail('bad escape (end of pattern)', start);
  if (Object.hasOwn(CONTROLS, char)) return CONTROLS[char]!;
  if (Object.hasOwn(HEX_LENGTHS, char)) return readHex(reader, HEX_LENGTHS[char]!, start);
  if (/[0-7]/.test(char)) return readOctal(reader, char, start);
  if (/[a-zA-Z0-9]/.test(char)) reader.fail(`bad escape \\${char}`, start);
  return char.codePointAt(0)!;
}

function readHex(reader: RegexReader, length: number, start: number): number {
  const digits = reader.takeWhile(/[0-9a-fA-F]/, length);
  const code = parseInt(digits, 16);
  if (digits.length < length || code > 0x10ffff) reader.fail('incomplete escape', start);
  return code;
}

function readOctal(reader: RegexReader, first: string, start: number): number {
  const code = parseInt(first + reader.takeWhile(/[0-7]/, 2), 8);
  if (code > 0o377) reader.fail('octal escape value outside of range 0-0o377', start);
  return code;
}
