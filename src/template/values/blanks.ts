/** What Python's `str.isspace` counts as blank, as the inside of a character class. */
export const blankClass = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const leading = new RegExp(`^[${blankClass}]+`);
const trailing = new RegExp(`[${blankClass}]+$`);

/** `str.lstrip()` without arguments. */
export function trimStart(text: string): string {
  return text.replace(leading, '');
}

/** `str.rstrip()` without arguments. */
export function trimEnd(text: string): string {
  return text.replace(trailing, '');
}
