import { Float, trustTree, type Raw, type Value } from '../../template/index.ts';

/** A value of an INI inventory: a Python literal where it is one (80, 1.5, True, None, [1, 2], {'a': 1}), else text. */
export function literalValue(text: string): Raw {
  const parsed = new LiteralReader(text).whole();
  return parsed === undefined ? trustTree(text) : trustTree(parsed);
}

const words = new Map<string, Value>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

class LiteralReader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = text.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[[\]{}(),:]|[^\s[\]{}(),:'"]+|\S/g) ?? [];
  }

  /** The value when the text is one literal and nothing else. */
  whole(): Value | undefined {
    const value = this.#value();
    return this.#at === this.#tokens.length ? value : undefined;
  }

  #value(): Value | undefined {
    const token = this.#tokens[this.#at++];
    if (token === undefined) return undefined;
    if (token === '[' || token === '(') return this.#list(token === '[' ? ']' : ')');
    if (token === '{') return this.#dict();
    return scalar(token);
  }

  #list(end: string): Value | undefined {
    const items: Value[] = [];
    while (this.#tokens[this.#at] !== end) {
      const item = this.#value();
      if (item === undefined) return undefined;
      items.push(item);
      if (this.#tokens[this.#at] === ',') this.#at += 1;
      else if (this.#tokens[this.#at] !== end) return undefined;
    }
    this.#at += 1;
    return items;
  }

  #dict(): Value | undefined {
    const entries = new Map<Value, Value>();
    while (this.#tokens[this.#at] !== '}') {
      const key = this.#value();
      const colon = this.#tokens[this.#at++];
      const value = this.#value();
      if (key === undefined || colon !== ':' || value === undefined) return undefined;
      entries.set(key, value);
      if (this.#tokens[this.#at] === ',') this.#at += 1;
      else if (this.#tokens[this.#at] !== '}') return undefined;
    }
    this.#at += 1;
    return entries;
  }
}

function scalar(token: string): Value | undefined {
  if (words.has(token)) return words.get(token);
  if (/^'.*'$|^".*"$/s.test(token)) return token.slice(1, -1).replace(/\\(.)/g, '$1');
  if (/^[+-]?(0|[1-9]\d*)$/.test(token)) return Number.isSafeInteger(Number(token)) ? Number(token) : BigInt(token);
  if (/^[+-]?(\d+\.\d*|\.\d+|\d+(?=[eE]))([eE][+-]?\d+)?$/.test(token)) return new Float(Number(token));
  return undefined;
}
