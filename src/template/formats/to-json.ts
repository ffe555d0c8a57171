import { TemplateError } from '../errors.ts';
import { compare } from '../values/compare.ts';
import { Markup } from '../values/markup.ts';
import { floatRepr } from '../values/text.ts';
import { typeName } from '../values/type-name.ts';
import { Float, Tuple, Undefined, type Dict, type Value } from '../values/types.ts';

export interface JsonOptions {
  /** Spaces per level, or the text of one level; without it all is on one line. */
  readonly indent?: number | string | undefined;
  readonly sortKeys?: boolean | undefined;
  /** Between items, and between key and value; by default `", "` and `": "` (`","` when indented). */
  readonly separators?: readonly [string, string] | undefined;
  /** `\u` escapes for all that is not ASCII; true by default. */
  readonly ensureAscii?: boolean | undefined;
  /** Leaves out keys that JSON cannot have instead of refusing them. */
  readonly skipKeys?: boolean | undefined;
  /** False refuses NaN and ±Infinity. */
  readonly allowNan?: boolean | undefined;
  /** Gives something writable for a value that JSON does not know. */
  readonly default?: ((value: Value) => Value) | undefined;
}

/**
 * Writes a value as CPython's json.dumps, byte for byte. Throws TemplateError 'type' for what JSON cannot say, 'value' for a
 * value that holds itself, and the error of an Undefined within.
 */
export function toJson(value: Value, options: JsonOptions = {}): string {
  return new JsonWriter(options).write(value, '\n');
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

const CONTROLS = /["\\]|[^\P{Cc}\x7f-\x9f]/gu;
const CONTROLS_AND_NOT_ASCII = /["\\]|[^ -~]/g;
/** Text that no option escapes. */
const HARMLESS = /^[ !#-[\]-~]*$/;
/** Text that JavaScript escapes as Python does. */
const PLAIN = /^[^\x7f-\uffff]*$/;
/** A value that holds itself comes to this depth; from there on containers are watched. */
const WATCHED_DEPTH = 50;

class JsonWriter {
  readonly #options: JsonOptions;
  readonly #indent: string | undefined;
  readonly #itemSeparator: string;
  readonly #keySeparator: string;
  readonly #special: RegExp;
  readonly #open = new Set<Value>();
  #depth = 0;

  constructor(options: JsonOptions) {
    const { indent, separators } = options;
    this.#options = options;
    this.#indent = typeof indent === 'number' ? ' '.repeat(Math.max(0, indent)) : indent;
    this.#itemSeparator = separators?.[0] ?? (indent === undefined ? ', ' : ',');
    this.#keySeparator = separators?.[1] ?? ': ';
    this.#special = options.ensureAscii === false ? CONTROLS : CONTROLS_AND_NOT_ASCII;
  }

  write(value: Value, lineStart: string): string {
    if (typeof value === 'string') return this.#string(value);
    if (value === null || typeof value !== 'object') return String(value);
    if (value instanceof Map || Array.isArray(value)) return this.#container(value, lineStart);
    if (value instanceof Tuple) return this.#list(value.items, lineStart);
    if (value instanceof Undefined) return value.raise();
    if (value instanceof Float) return this.#float(value);
    if (value instanceof Markup) return this.#string(value.text());
    if (this.#options.default !== undefined) {
      this.#enter(value);
      const text = this.write(this.#options.default(value), lineStart);
      this.#leave(value);
      return text;
    }
    throw new TemplateError('type', `a value of type ${typeName(value)} cannot be written as JSON`);
  }

  #container(value: Dict | Value[], lineStart: string): string {
    this.#enter(value);
    const text = Array.isArray(value) ? this.#list(value, lineStart) : this.#dict(value, lineStart);
    this.#leave(value);
    return text;
  }

  #enter(container: Value): void {
    if (++this.#depth <= WATCHED_DEPTH) return;
    if (this.#open.has(container))
      throw new TemplateError('value', 'a value that holds itself cannot be written as JSON');
    this.#open.add(container);
  }

  #leave(container: Value): void {
    if (this.#depth-- > WATCHED_DEPTH) this.#open.delete(container);
  }

  #dict(dict: Dict, lineStart: string): string {
    const inner = this.#innerStart(lineStart);
    let items = '';
    const add = (item: Value, key: Value): void => {
      const name = this.#key(key);
      if (name === undefined) return;
      if (items !== '') items += this.#itemSeparator + this.#newLine(inner);
      items += this.#string(name) + this.#keySeparator + this.write(item, inner);
    };
    if (this.#options.sortKeys !== true) dict.forEach(add);
    else for (const [key, item] of [...dict].toSorted(([a], [b]) => compare(a, b))) add(item, key);
    return dict.size === 0 ? '{}' : `{${this.#newLine(inner)}${items}${this.#newLine(lineStart)}}`;
  }

  #list(list: readonly Value[], lineStart: string): string {
    if (list.length === 0) return '[]';
    const inner = this.#innerStart(lineStart);
    let items = '';
    for (const item of list) {
      if (items !== '') items += this.#itemSeparator + this.#newLine(inner);
      items += this.write(item, inner);
    }
    return `[${this.#newLine(inner)}${items}${this.#newLine(lineStart)}]`;
  }

  #newLine(start: string): string {
    return this.#indent === undefined ? '' : start;
  }

  #innerStart(lineStart: string): string {
    return this.#indent === undefined ? lineStart : lineStart + this.#indent;
  }

  #key(key: Value): string | undefined {
    if (typeof key === 'string') return key;
    if (key instanceof Float) return this.#float(key);
    if (key === null || typeof key !== 'object') return String(key);
    if (this.#options.skipKeys === true) return undefined;
    throw new TemplateError('type', `a key of type ${typeName(key)} cannot be written as JSON`);
  }

  #float({ value }: Float): string {
    if (Number.isFinite(value)) return floatRepr(value);
    if (this.#options.allowNan === false) {
      throw new TemplateError('value', `a float that is no finite number cannot be written as JSON: ${value}`);
    }
    return String(value);
  }

  #string(text: string): string {
    if (HARMLESS.test(text)) return `"${text}"`;
    if (PLAIN.test(text)) return JSON.stringify(text);
    return '"' + text.replace(this.#special, char => SHORT_ESCAPES[char] ?? unicodeEscape(char)) + '"';
  }
}

function unicodeEscape(char: string): string {
  return '\\u' + char.charCodeAt(0).toString(16).padStart(4, '0');
}
