/** What Python's `\d`, `\s`, `\w` and the anchors stand for, written for JavaScript regexes with the `v` flag. */

/** The inside of a class; the ASCII variants serve `(?a)`. */
export const DIGIT = '\\p{Nd}';
export const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
export const WORD = '\\p{L}\\p{N}_';
export const ASCII_DIGIT = '0-9';
export const ASCII_SPACE = '\\t-\\r\\x20';
export const ASCII_WORD = 'a-zA-Z0-9_';

export const TEXT_START = '^';
export const TEXT_END = '$';
export const LINE_START = '(?<=^|\n)';
export const LINE_END = '(?=\n|$)';
export const LAST_LINE_END = '(?=\n?$)';

export function wordBoundary(word: string): string {
  return `(?:(?<=[${word}])(?![${word}])|(?<![${word}])(?=[${word}]))`;
}

export function noWordBoundary(word: string): string {
  return `(?:(?<=[${word}])(?=[${word}])|(?<![${word}])(?![${word}]))`;
}

/** A code point that stands for itself, in and outside of classes. */
export function literal(codePoint: number): string {
  const char = String.fromCodePoint(codePoint);
  return /[a-zA-Z0-9_]/.test(char) ? char : `\\u{${codePoint.toString(16)}}`;
}

/** The code point and those that differ from it by case only. */
export function caseVariants(codePoint: number): number[] {
  const char = String.fromCodePoint(codePoint);
  const variants = [char, char.toLowerCase(), char.toUpperCase()].filter(variant => Array.from(variant).length === 1);
  return [...new Set(variants.map(variant => variant.codePointAt(0)!))];
}
