/** Names whose values are secrets wherever they stand, and what tells a secret by its shape. */
import { createTextFinder } from './text-finder.ts';

const MASK = '********';
/** Whole names: letters this short are the end of others. */
const SHORT = 'ki|opc?|psk|kic|kid|des|adm\\d?|pin\\d?|puk\\d?|cvc|card_number|authorization|cookie|set[_-]cookie';
/** Ends of names: `admin_password`, `x-api-key`. */
const LONG = 'password|passwd|passphrase|secret|secret_key|private_key|token|api[_-]?key';
/** What each of the names above ends in. */
const ENDS =
  'ki op opc psk kic kid des adm pin puk cvc card_number authorization cookie password passwd passphrase secret key token';

const SECRET_NAME = new RegExp(`^(?:${SHORT}|.*(?:${LONG}))$`, 'i');
/** Names come again and again; a backend's own make the table no larger than this. */
const REMEMBERED = 5000;
const remembered = new Map<string, boolean>();

/** Whether the value under this name is a secret. */
export function isSecretName(name: string): boolean {
  const known = remembered.get(name);
  if (known !== undefined) return known;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const isSecret = SECRET_NAME.test(name);
  remembered.set(name, isSecret);
  return isSecret;
}

/** A text without one of these, which nearly all are, need not be looked through: one quick walk tells. */
const findHints = createTextFinder(
  ENDS.split(' ')
    .flatMap(end => {
      const names = /^(?:adm|pin|puk)$/.test(end)
        ? [end, ...Array.from({ length: 10 }, (_, n) => `${end}${n}`)]
        : [end];
      return names.flatMap(name => ['"', "'", '\\', '='].map(next => name + next));
    })
    .concat('://', 'bearer ', 'basic ', 'eyJ', 'k_live_', 'k_test_'),
);

/** `"pin1": "7191"`, `'pin1': 7191`, also in a text of JSON that is quoted within another. */
const member = new RegExp(
  `((?:(?<=["'])(?:${SHORT})|${LONG})(\\\\*["'])\\s*:\\s*)(?:\\2[^"'\\\\]+|-?\\d[\\d.]*)`,
  'gi',
);
/** `password=…` in a URL, a form or an argument. */
const parameter = new RegExp(`((?:(?<![\\w-])(?:${SHORT})|${LONG})=)[^&;\\s"'\\\\]+`, 'gi');
const userInUrl = /(:\/\/[^/:@\s"']+:)[^@/\s"']+(?=@)/g;
const scheme = /\b(bearer |basic )(?=\S*\d)[\w.~+/-]{16,}=*/gi;
/** A signed token (JWT), a key of the payments API. */
const shape = /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*|\b[rs]k_(?:live|test)_\w{8,}/g;

/** The text with a mask in the place of what its name or its shape says is a secret. */
export function maskByName(text: string): string {
  if (findHints(text).length === 0) return text;
  const named = text.replace(member, maskMember).replace(parameter, `$1${MASK}`);
  return named.replace(userInUrl, `$1${MASK}`).replace(scheme, `$1${MASK}`).replace(shape, MASK);
}

/** A number becomes a text in the quotes that its name has. */
function maskMember(found: string, name: string, quote: string): string {
  return found.startsWith(quote, name.length) ? `${name}${quote}${MASK}` : `${name}${quote}${MASK}${quote}`;
}

/** Whether a value under a secret name is worth looking for everywhere: words like `replace` or `pending` are not. */
export function looksSecret(value: string): boolean {
  return value.length >= 10 && /\d/.test(value) && !/\s/.test(value) && !/^(https?|file):\/\//.test(value);
}
