import { fail } from '../fail.ts';
import { escapeCode } from './quote.ts';

type Encoding = 'utf-8' | 'ascii' | 'latin-1' | 'utf-16' | 'utf-16-le' | 'utf-16-be';

const encodings: Readonly<Record<string, Encoding>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  ascii: 'ascii',
  'us-ascii': 'ascii',
  'latin-1': 'latin-1',
  latin1: 'latin-1',
  'iso-8859-1': 'latin-1',
  'utf-16': 'utf-16',
  'utf-16-le': 'utf-16-le',
  'utf-16le': 'utf-16-le',
  'utf-16-be': 'utf-16-be',
  'utf-16be': 'utf-16-be',
};

/** What stands for a character that the encoding lacks, by the name of the error handler; undefined: it is an error. */
const replacements: Readonly<Record<string, (char: string) => string>> = {
  ignore: () => '',
  replace: () => '?',
  xmlcharrefreplace: char => `&#${char.codePointAt(0)};`,
  backslashreplace: char => escapeCode(char.codePointAt(0)!),
};

/** Python's `str.encode`: a ValueError for what cannot be written, `nofilter`-like LookupError for an unknown encoding. */
export function encodeText(text: string, encoding: string, errors: string): Uint8Array {
  const name = encodingOf(encoding);
  if (name === 'utf-8') return Buffer.from(text.replace(/\p{Cs}/gu, char => replaced(char, name, errors)));
  if (name === 'utf-16') return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  if (name === 'utf-16-le') return Buffer.from(text, 'utf16le');
  if (name === 'utf-16-be') return Buffer.from(text, 'utf16le').swap16();
  const beyond = name === 'ascii' ? /\P{ASCII}/gu : /[\u0100-\u{10ffff}]/gu;
  return Buffer.from(
    text.replace(beyond, char => replaced(char, name, errors)),
    'latin1',
  );
}

/** Python's `bytes.decode`. */
export function decodeBytes(data: Uint8Array, encoding: string, errors: string): string {
  const name = encodingOf(encoding);
  if (name === 'latin-1') return Buffer.from(data).toString('latin1');
  if (name === 'ascii' && errors === 'strict' && data.some(byte => byte > 127))
    fail('value', "'ascii' codec can't decode a byte");
  return decodeUnicode(data, name === 'ascii' ? 'utf-8' : name.replace(/^utf-16$/, 'utf-16-le'), errors);
}

function decodeUnicode(data: Uint8Array, label: string, errors: string): string {
  const text = new TextDecoder(label.replace('utf-16-', 'utf-16'), { ignoreBOM: label === 'utf-8' }).decode(data);
  if (errors === 'ignore') return text.replaceAll('\ufffd', '');
  if (errors === 'strict' && text.includes('\ufffd') && !Buffer.from(data).includes('\ufffd')) {
    fail('value', `'${label}' codec can't decode the bytes`);
  }
  return text;
}

function encodingOf(name: string): Encoding {
  const key = name.toLowerCase().replaceAll('_', '-');
  return Object.hasOwn(encodings, key) ? encodings[key]! : fail('lookup', `unknown encoding: ${name}`);
}

function replaced(char: string, encoding: string, errors: string): string {
  const replacement = Object.hasOwn(replacements, errors) ? replacements[errors] : undefined;
  return (
    replacement?.(char) ??
    fail('value', `'${encoding}' codec can't encode character ${escapeCode(char.codePointAt(0)!)}`)
  );
}
