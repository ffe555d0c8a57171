const plain = /^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/;
const unprintable = /[\p{C}\p{Z}\\]/gu;
const short: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', ' ': ' ' };

/** Python's `repr` of a text: single quotes unless only those occur in it; escapes for what cannot be printed. */
export function quote(text: string): string {
  if (plain.test(text)) return `'${text}'`;
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(unprintable, char => short[char] ?? escapeCode(char.codePointAt(0)!));
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark;
}

/** As Python's `ascii`: also everything beyond ASCII is escaped. */
export function quoteAscii(text: string): string {
  return quote(text).replace(/\P{ASCII}/gu, char => escapeCode(char.codePointAt(0)!));
}

/** `\xe9`, `\u4e2d` or `\U0001f600`. */
export function escapeCode(code: number): string {
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
