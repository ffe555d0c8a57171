import { syntaxError } from './syntax-error.ts';
import { unicodeNames } from './unicode-names.ts';

const simple: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const widths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The text of a quoted literal, with Python's escapes; an incomplete escape is a syntax error. */
export function unescapeLiteral(quoted: string, at: number): string {
  const body = quoted.slice(1, -1);
  if (!body.includes('\\')) return body;
  return body.replace(/\\(N\{[^}]*\}|[0-7]{1,3}|[xuU][0-9a-fA-F]*|[\s\S])/g, (whole, escape: string) =>
    decode(whole, escape, at),
  );
}

function decode(whole: string, escape: string, at: number): string {
  const first = escape[0]!;
  if (Object.hasOwn(simple, escape)) return simple[escape]!;
  if (/^[0-7]/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8));
  if (Object.hasOwn(widths, first)) return decodeCode(escape, widths[first]!, at);
  if (first === 'N') return named(escape, at);
  return whole;
}

function decodeCode(escape: string, width: number, at: number): string {
  const digits = escape.slice(1, 1 + width);
  const code = Number.parseInt(digits, 16);
  if (digits.length < width) syntaxError(`the escape \\${escape} needs ${width} hexadecimal digits`, at);
  if (code > 0x10ffff) syntaxError(`the escape \\${escape} is beyond Unicode`, at);
  return String.fromCodePoint(code) + escape.slice(1 + width);
}

function named(escape: string, at: number): string {
  const code = unicodeNames.get(escape.slice(2, -1).toUpperCase());
  return code === undefined
    ? syntaxError(`unknown Unicode character name in \\${escape}`, at)
    : String.fromCodePoint(code);
}
