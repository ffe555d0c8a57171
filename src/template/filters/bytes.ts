/** Text to bytes and back in Python's encodings, with its surrogate escapes for bytes that are no UTF-8. */
import { fail } from '../fail.ts';
import { Bytes } from '../values/bytes.ts';
import { str } from '../values/text.ts';
import type { Value } from '../values/types.ts';

type Encoding = { encode(text: string): Uint8Array; decode(bytes: Uint8Array): string };

const encodings: ReadonlyMap<string, Encoding> = new Map<string, Encoding>([
  ['utf8', { encode: encodeUtf8, decode: decodeUtf8 }],
  ['ascii', limited(0x7f, 'ascii')],
  ['latin1', limited(0xff, 'latin-1')],
  ['utf16le', utf16({ bigEndian: false })],
  ['utf16be', utf16({ bigEndian: true })],
  ['utf16', utf16({ bigEndian: false, mark: true })],
]);

const aliases: ReadonlyMap<string, string> = new Map([
  ['usascii', 'ascii'],
  ['646', 'ascii'],
  ['iso88591', 'latin1'],
  ['l1', 'latin1'],
  ['u8', 'utf8'],
  ['utf', 'utf8'],
]);

/** What Ansible makes of a value where it needs text: bytes are decoded, anything else is its `str`. */
export function nativeText(value: Value): string {
  return value instanceof Bytes ? decodeUtf8(value.data) : str(value);
}

/** The encoding of that name; kind `value` for an unknown one. */
export function encodingOf(name: string): Encoding {
  const bare = name.toLowerCase().replace(/[-_ ]/g, '');
  return encodings.get(aliases.get(bare) ?? bare) ?? fail('value', `unknown encoding '${name}'`);
}

const loneSurrogate = /[\ud800-\udfff]/u;

/** UTF-8; a lone surrogate U+DC80…U+DCFF becomes the byte that it stands for, others are a ValueError. */
export function encodeUtf8(text: string): Uint8Array {
  if (!loneSurrogate.test(text)) return Buffer.from(text, 'utf8');
  return Buffer.concat(Array.from(text, encodeChar));
}

function encodeChar(char: string): Uint8Array {
  const code = char.codePointAt(0)!;
  if (code >= 0xdc80 && code <= 0xdcff) return Uint8Array.of(code - 0xdc00);
  return loneSurrogate.test(char) ? fail('value', 'a lone surrogate cannot be encoded') : Buffer.from(char, 'utf8');
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8; bytes that are none become lone surrogates U+DC80…U+DCFF. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeBroken(bytes); // the only way to know is to try
  }
}

function decodeBroken(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const size = sequenceLength(bytes, i);
    text += size === 0 ? String.fromCharCode(0xdc00 + bytes[i]!) : strict.decode(bytes.subarray(i, i + size));
    i += size || 1;
  }
  return text;
}

/** Bytes of the character that begins at `i`, 0 when there is none. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const head = bytes[i]!;
  const size = head < 0x80 ? 1 : head >= 0xf0 ? 4 : head >= 0xe0 ? 3 : head >= 0xc2 ? 2 : 0;
  if (size < 2) return size;
  try {
    strict.decode(bytes.subarray(i, i + size));
    return i + size <= bytes.length ? size : 0;
  } catch {
    return 0;
  }
}

function limited(highest: number, name: string): Encoding {
  const check = (code: number): number => (code <= highest ? code : fail('value', `${code} is beyond ${name}`));
  const charOf = (byte: number): string => String.fromCharCode(byte <= highest ? byte : 0xdc00 + byte);
  return {
    encode: text => Uint8Array.from(text, char => check(char.codePointAt(0)!)),
    decode: bytes => Array.from(bytes, charOf).join(''),
  };
}

function utf16({ bigEndian, mark = false }: { bigEndian: boolean; mark?: boolean }): Encoding {
  const ordered = (bytes: Uint8Array): Buffer => (bigEndian ? Buffer.from(bytes).swap16() : Buffer.from(bytes));
  return {
    encode: text => ordered(Buffer.from(mark ? '\ufeff' + text : text, 'utf16le')),
    decode: bytes => {
      if (bytes.length % 2 !== 0) fail('value', 'truncated UTF-16 data');
      return ordered(bytes)
        .toString('utf16le')
        .replace(mark ? /^\ufeff/ : /(?!)/, '');
    },
  };
}
