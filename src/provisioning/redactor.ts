/** Takes secrets out of everything that is stored or printed: by value wherever they stand, and by the name of a key. */
import { type Dict, type Value, Tuple } from '../template/index.ts';
import { formsOf } from './redaction/secret-forms.ts';
import { isSecretName, looksSecret, maskByName } from './redaction/secret-names.ts';
import { createTextFinder, type Span, type TextFinder } from './redaction/text-finder.ts';

const MASK = '********';
/** Shorter texts (a PIN of four digits) would hit innocent numbers: those are masked by key alone, in texts of JSON too. */
const SHORTEST_BY_VALUE = 6;

export interface Redactor {
  /**
   * Registers a secret: from now on it is masked in every text, also in its other forms (base64, hex, in a URL, in JSON).
   * Of a list every item, of a dict what its names say is secret.
   */
  add(secret: unknown): void;
  /** Registers what looks secret in the arguments of a task with `no_log`, and what its names say is secret in a result. */
  learn(value: unknown, hidden?: boolean): void;
  text(text: string): string;
  /** A copy of the value with every secret masked, at any depth; what a name tells is secret is registered first. */
  value(value: Value): Value;
  /** The same for a dict. */
  dict(dict: Dict): Dict;
}

/** A redactor that knows `secrets` (others may be added while a run meets them). */
export function createRedactor(secrets: Iterable<unknown> = []): Redactor {
  const known = new KnownSecrets();
  const text = (source: string): string => maskByName(maskSpans(source, known.find(source)));
  const learn = (value: unknown, hidden = false): void => {
    eachSecret(value, hidden, secret => known.add(secret));
  };
  const masked = (value: Value): Value => {
    learn(value);
    return redactValue(value, { text, isKnown: number => known.has(number) });
  };
  const add = (secret: unknown): void => {
    eachGiven(secret, given => known.add(given));
  };
  for (const secret of secrets) add(secret);
  return { add, learn, text, value: masked, dict: dict => masked(dict) as Dict };
}

/** The secrets of a redactor in all their forms; the finder is made anew when the first text after a new one comes. */
class KnownSecrets {
  readonly #secrets = new Set<string>();
  readonly #forms = new Set<string>();
  #finder: TextFinder | undefined;

  add(secret: string): void {
    if (secret.length < SHORTEST_BY_VALUE || this.#secrets.has(secret)) return;
    this.#secrets.add(secret);
    for (const form of formsOf(secret)) if (form.length >= SHORTEST_BY_VALUE) this.#forms.add(form);
    this.#finder = undefined;
  }

  has(secret: string): boolean {
    return this.#secrets.has(secret);
  }

  find(text: string): readonly Span[] {
    this.#finder ??= createTextFinder([...this.#forms]);
    return this.#finder(text);
  }
}

function maskSpans(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const kept = spans.map(({ start }, index) => text.slice(spans[index - 1]?.end ?? 0, start));
  return [...kept, text.slice(spans.at(-1)?.end)].join(MASK);
}

interface Masking {
  text(source: string): string;
  /** Whether these digits are a secret. */
  isKnown(digits: string): boolean;
}

function redactValue(value: Value, masking: Masking): Value {
  if (typeof value === 'string') return masking.text(value);
  if (typeof value === 'number' || typeof value === 'bigint') return masking.isKnown(String(value)) ? MASK : value;
  if (Array.isArray(value)) return value.map(item => redactValue(item, masking));
  if (value instanceof Tuple) return new Tuple(value.items.map(item => redactValue(item, masking)));
  if (value instanceof Map) return redactDict(value, masking);
  return value;
}

function redactDict(dict: Dict, masking: Masking): Dict {
  const clean: Dict = new Map();
  dict.forEach((value, key) => {
    const hidden = typeof key === 'string' && isSecretName(key) && value !== null && value !== '';
    clean.set(typeof key === 'string' ? masking.text(key) : key, hidden ? MASK : redactValue(value, masking));
  });
  return clean;
}

/** Tells what stands under a secret name, at any depth; with `hidden` under every name. */
function eachSecret(value: unknown, hidden: boolean, tell: (secret: string) => void): void {
  if (typeof value === 'string') {
    if (hidden) for (const text of textsOf(value)) if (looksSecret(text)) tell(text);
  } else if (typeof value === 'number' || typeof value === 'bigint') {
    if (hidden && looksSecret(String(value))) tell(String(value));
  } else if (value instanceof Map) {
    value.forEach((item: unknown, name: unknown) =>
      eachSecret(item, hidden || (typeof name === 'string' && isSecretName(name)), tell),
    );
  } else if (Array.isArray(value) || value instanceof Tuple) {
    for (const item of Array.isArray(value) ? value : value.items) eachSecret(item, hidden, tell);
  } else if (isPlainObject(value)) {
    for (const name of Object.keys(value)) eachSecret(value[name], hidden || isSecretName(name), tell);
  }
}

/** Tells a secret that was registered: a text or number, each item of a list, of a dict what its names say is secret. */
function eachGiven(secret: unknown, tell: (secret: string) => void): void {
  if (typeof secret === 'string') textsOf(secret).forEach(tell);
  else if (typeof secret === 'number' || typeof secret === 'bigint') tell(String(secret));
  else if (Array.isArray(secret)) for (const item of secret) eachGiven(item, tell);
  else eachSecret(secret, false, tell);
}

/** `Bearer abc` is a secret for its second word too. */
function textsOf(value: string): string[] {
  const [, token] = /^(?:bearer|basic|token) +(\S+)$/i.exec(value) ?? [];
  return token === undefined ? [value] : [value, token];
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
