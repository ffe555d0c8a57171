import { filterOf } from '../arguments/define.ts';
import { requireText } from '../arguments/require.ts';
import type { TemplateFilter } from '../callable.ts';
import { fail } from '../fail.ts';
import { truth } from '../values/truth.ts';
import { encodeUtf8, encodingOf, nativeText } from './bytes.ts';

const parameters = ['string', ['encoding', 'utf-8'], ['urlsafe', false]] as const;

export const base64Filters: Readonly<Record<string, TemplateFilter>> = {
  b64encode: filterOf(parameters, (value, encoding, urlSafe) => {
    const text = Buffer.from(encodingOf(requireText(encoding)).encode(nativeText(value))).toString('base64');
    return truth(urlSafe) ? text.replaceAll('+', '-').replaceAll('/', '_') : text;
  }),
  b64decode: filterOf(parameters, (value, encoding, urlSafe) => {
    const text = truth(urlSafe) ? nativeText(value).replaceAll('-', '+').replaceAll('_', '/') : nativeText(value);
    return encodingOf(requireText(encoding)).decode(decodeBase64(encodeUtf8(text)));
  }),
};

/** CPython's lenient decoding: foreign characters are skipped, but what remains must come out even or be padded. */
function decodeBase64(bytes: Uint8Array): Uint8Array {
  const digits: string[] = [];
  let pads = 0;
  for (const byte of bytes) {
    const char = String.fromCharCode(byte);
    if (/[A-Za-z0-9+/]/.test(char)) {
      digits.push(char);
      pads = 0;
    } else if (char === '=' && digits.length % 4 >= 2 && (digits.length % 4) + ++pads >= 4) {
      return Buffer.from(digits.join(''), 'base64');
    }
  }
  if (digits.length % 4 !== 0) fail('value', 'the base64 text is cut off or lacks its padding');
  return Buffer.from(digits.join(''), 'base64');
}
