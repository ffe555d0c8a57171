/** Takes secrets out of everything that is stored or printed: by value wherever they stand, and by the name of a key. */
import { type Dict, type Value, Tuple } from '../template/index.ts';

const MASK = '********';
/** Shorter texts (a PIN of four digits) would hit innocent numbers: those are masked by key alone, in texts of JSON too. */
const SHORTEST_BY_VALUE = 6;
const SECRET_NAMES =
  'ki|opc?|psk|kic|kid|des|adm\\d*|pin\\d*|puk\\d*|password|passwd|secret|secret_key|token|access_token|refresh_token|api_key|authorization|card_number|cvc';
const SECRET_KEY = new RegExp(`^(${SECRET_NAMES})$`, 'i');
/** `"pin1": "7191"` in a text of JSON, also in one that is quoted within another. */
const SECRET_MEMBER = new RegExp(`(\\\\*"(?:${SECRET_NAMES})\\\\*"\\s*:\\s*\\\\*")[^"\\\\]+(?=\\\\*")`, 'gi');

export interface Redactor {
  /** Registers a secret: from now on it, its base64 and its URL-encoded form are masked in every text. */
  add(secret: unknown): void;
  text(text: string): string;
  /** A copy of the value with every secret masked, at any depth. */
  value(value: Value): Value;
  /** The same for a dict. */
  dict(dict: Dict): Dict;
}

/** A redactor that knows `secrets` (others may be added while a run meets them). */
export function createRedactor(secrets: Iterable<unknown> = []): Redactor {
  const forms = new Set<string>();
  const add = (secret: unknown): void => {
    if (typeof secret !== 'string' || secret.length < SHORTEST_BY_VALUE) return;
    for (const form of formsOf(secret)) forms.add(form);
  };
  const text = (source: string): string => {
    let clean = source;
    for (const form of forms) if (clean.includes(form)) clean = clean.replaceAll(form, MASK);
    return clean.includes('":') || clean.includes('" :') ? clean.replace(SECRET_MEMBER, `$1${MASK}`) : clean;
  };
  for (const secret of secrets) add(secret);
  return { add, text, value: value => redactValue(value, text), dict: dict => redactDict(dict, text) };
}

/** base64 without the last group, whose letters depend on what follows the secret. */
function formsOf(secret: string): string[] {
  const whole = Buffer.from(secret).toString('base64');
  return [secret, whole, whole.replace(/.{0,3}=*$/, ''), encodeURIComponent(secret)].filter(
    form => form.length >= SHORTEST_BY_VALUE,
  );
}

function redactValue(value: Value, text: (source: string) => string): Value {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map(item => redactValue(item, text));
  if (value instanceof Tuple) return new Tuple(value.items.map(item => redactValue(item, text)));
  if (value instanceof Map) return redactDict(value, text);
  return value;
}

function redactDict(dict: Dict, text: (source: string) => string): Dict {
  const clean: Dict = new Map();
  for (const [key, value] of dict) {
    const secret = typeof key === 'string' && SECRET_KEY.test(key) && value !== null && value !== '';
    clean.set(typeof key === 'string' ? text(key) : key, secret ? MASK : redactValue(value, text));
  }
  return clean;
}
