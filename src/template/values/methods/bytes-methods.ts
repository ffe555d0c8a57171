import type { Bytes } from '../bytes.ts';
import { decodeBytes } from '../codecs.ts';
import { str } from '../text.ts';
import { method, named, type Method } from './method.ts';

/** The methods of bytes that templates use. */
export const bytesMethods: ReadonlyMap<string, Method<Bytes>> = new Map<string, Method<Bytes>>([
  [
    'decode',
    named('encoding? errors?', (bytes, [encoding, errors]) =>
      decodeBytes(bytes.data, str(encoding ?? 'utf-8'), str(errors ?? 'strict')),
    ),
  ],
  ['hex', method('', bytes => Buffer.from(bytes.data).toString('hex'))],
]);
