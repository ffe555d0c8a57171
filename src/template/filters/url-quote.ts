/** Percent-encoding as Python's urllib.parse does it. */
import { encodeUtf8 } from './bytes.ts';

/** All but unreserved characters and those in `safe` as `%XX` of their UTF-8 bytes. */
export function quoteUrl(text: string, safe = '/'): string {
  return Array.from(encodeUtf8(text), byte => quoteByte(byte, safe)).join('');
}

/** For query strings: nothing is safe, a blank is a plus. */
export function quoteQuery(text: string): string {
  return quoteUrl(text, '').replaceAll('%20', '+');
}

/** Plus signs as blanks and `%XX` as bytes; bytes that are no UTF-8 become U+FFFD. */
export function unquotePlus(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9a-f]{2})+/gi, run => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}

function quoteByte(byte: number, safe: string): string {
  const char = String.fromCharCode(byte);
  const isPlain = byte < 0x80 && (/[\w.~-]/.test(char) || safe.includes(char));
  return isPlain ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
