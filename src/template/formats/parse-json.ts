import { TemplateError } from '../errors.ts';
import { Float, type Dict, type Value } from '../values/types.ts';

const DEEPEST = 900;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?/y;
const CONSTANTS: readonly (readonly [string, () => Value])[] = [
  ['true', () => true],
  ['false', () => false],
  ['null', () => null],
  ['NaN', () => new Float(NaN)],
  ['Infinity', () => new Float(Infinity)],
  ['-Infinity', () => new Float(-Infinity)],
];
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Reads JSON text as CPython's json.loads: ints keep every digit, `45.0` and `1e3` are floats, NaN and ±Infinity are taken,
 * of a repeated key the last value stays. Throws TemplateError 'value' with line and column.
 */
export function parseJson(text: string): Value {
  return new JsonReader(text).document();
}

class JsonReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Value {
    this.#skipSpace();
    const value = this.#value();
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#fail('text after the end of the value');
    return value;
  }

  #value(): Value {
    const code = this.#text.charCodeAt(this.#at);
    if (code === QUOTE) return this.#string();
    if (code === 0x7b) return this.#nested(() => this.#object());
    if (code === 0x5b) return this.#nested(() => this.#array());
    return this.#number() ?? this.#constant();
  }

  #nested(read: () => Value): Value {
    if (++this.#depth > DEEPEST) this.#fail(`more than ${DEEPEST} levels of nesting`);
    this.#at++;
    this.#skipSpace();
    const value = read();
    this.#depth--;
    return value;
  }

  #object(): Value {
    const dict: Dict = new Map();
    if (this.#take(0x7d)) return dict;
    for (;;) {
      if (this.#text.charCodeAt(this.#at) !== QUOTE) this.#fail('expected a key in double quotes');
      const key = this.#string();
      this.#skipSpace();
      if (!this.#take(0x3a)) this.#fail('expected ":" after the key');
      this.#skipSpace();
      dict.set(key, this.#value());
      if (this.#endsAt(0x7d)) return dict;
    }
  }

  #array(): Value {
    const list: Value[] = [];
    if (this.#take(0x5d)) return list;
    for (;;) {
      list.push(this.#value());
      if (this.#endsAt(0x5d)) return list;
    }
  }

  /** After an item: true at the closing bracket, false past a comma. */
  #endsAt(close: number): boolean {
    this.#skipSpace();
    if (this.#take(close)) return true;
    if (!this.#take(0x2c)) this.#fail(`expected "," or "${String.fromCharCode(close)}"`);
    this.#skipSpace();
    return false;
  }

  #string(): string {
    const text = this.#text;
    const start = ++this.#at;
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.#at = at + 1;
        return text.slice(start, at);
      }
      if (code === BACKSLASH || code < 0x20) return this.#stringWithEscapes(start, at);
    }
    this.#at = start - 1;
    return this.#fail('string without its closing quote');
  }

  #stringWithEscapes(start: number, firstSpecial: number): string {
    let result = this.#text.slice(start, firstSpecial);
    this.#at = firstSpecial;
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined) this.#fail('string without its closing quote');
      if (char < ' ') this.#fail('control character in a string');
      this.#at++;
      if (char === '"') return result;
      result += char === '\\' ? this.#escape() : char;
    }
  }

  #escape(): string {
    const char = this.#text[this.#at] ?? '';
    const plain = ESCAPES[char];
    if (plain !== undefined) {
      this.#at++;
      return plain;
    }
    const digits = this.#text.slice(this.#at + 1, this.#at + 5);
    if (char !== 'u' || !/^[0-9a-fA-F]{4}$/.test(digits)) this.#fail('unknown escape in a string');
    this.#at += 5;
    return String.fromCharCode(parseInt(digits, 16));
  }

  #number(): Value | undefined {
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(this.#text);
    if (match === null) return undefined;
    const [digits, fraction, exponent] = match;
    this.#at = NUMBER.lastIndex;
    if (fraction !== undefined || exponent !== undefined) return new Float(Number(digits));
    const int = Number(digits);
    if (!Number.isSafeInteger(int)) return BigInt(digits);
    return int === 0 ? 0 : int;
  }

  #constant(): Value {
    for (const [name, make] of CONSTANTS) {
      if (!this.#text.startsWith(name, this.#at)) continue;
      this.#at += name.length;
      return make();
    }
    return this.#fail('expected a value');
  }

  #take(code: number): boolean {
    if (this.#text.charCodeAt(this.#at) !== code) return false;
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  #fail(what: string): never {
    const before = this.#text.slice(0, this.#at);
    const line = before.split('\n').length;
    const column = this.#at - before.lastIndexOf('\n');
    throw new TemplateError('value', `not JSON: ${what} (line ${line}, column ${column})`, {
      details: { line, column },
    });
  }
}
