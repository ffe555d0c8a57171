import { readClass } from './regex-class.ts';
import { readEscape } from './regex-escapes.ts';
import { FLAG_LETTERS, withLetters, type RegexFlags } from './regex-flags.ts';
import { anchor, look, NOTHING, one, wrapped, type Part } from './regex-part.ts';
import { RegexReader } from './regex-reader.ts';
import * as sets from './regex-sets.ts';

export interface Translation {
  /** Source for a RegExp with the `v` flag. */
  readonly source: string;
  /** Whether that RegExp needs the `i` flag. */
  readonly ignoreCase: boolean;
  /** Python's group 1 is named `g1` here, and so on: helping groups may stand between them. */
  readonly groupCount: number;
  readonly names: ReadonlyMap<string, number>;
}

const QUANTIFIER = /^(?:\*|\+|\?|\{(?:\d+(?:,\d*)?|,\d+|,)\})/;
const SCOPED_CASE = /\(\?[a-zA-Z]*-?[a-zA-Z]*i[a-zA-Z]*:|\(\?[a-zA-Z]*-/;

/**
 * A pattern of Python's `re` as JavaScript source. Throws TemplateError 'value' where Python refuses the pattern, and
 * for what JavaScript cannot express (conditional groups).
 */
export function translatePattern(pattern: string, flags: RegexFlags): Translation {
  return new Translator(pattern, flags).run();
}

class Translator {
  readonly #reader: RegexReader;
  readonly #listCases: boolean;
  /** What each group can match; undefined while it is open. */
  readonly #groups: (Part | undefined)[] = [NOTHING];
  readonly #names = new Map<string, number>();
  #flags: RegexFlags;
  #atomicCount = 0;

  constructor(pattern: string, flags: RegexFlags) {
    this.#reader = new RegexReader(pattern);
    this.#listCases = SCOPED_CASE.test(pattern);
    this.#flags = flags;
  }

  run(): Translation {
    this.#leadingFlags();
    const ignoreCase = this.#flags.ignoreCase === true && !this.#listCases;
    const { source } = this.#alternatives();
    if (!this.#reader.atEnd) this.#reader.fail('unbalanced parenthesis');
    return { source, ignoreCase, groupCount: this.#groups.length - 1, names: this.#names };
  }

  #leadingFlags(): void {
    for (;;) {
      this.#skipIgnored();
      const start = this.#reader.at;
      const letters = this.#reader.take('(?') ? this.#reader.takeWhile(/[a-zA-Z]/) : '';
      if (letters === '' || !this.#reader.take(')')) return void (this.#reader.at = start);
      this.#setLetters(letters, true, start);
    }
  }

  #setLetters(letters: string, value: boolean, start: number): void {
    for (const letter of letters)
      if (!Object.hasOwn(FLAG_LETTERS, letter)) this.#reader.fail(`unknown flag "${letter}"`, start);
    this.#flags = withLetters(this.#flags, letters, value);
  }

  #alternatives(): Part {
    const parts = [this.#sequence()];
    while (this.#reader.take('|')) parts.push(this.#sequence());
    return {
      source: parts.map(part => part.source).join('|'),
      min: Math.min(...parts.map(part => part.min)),
      max: Math.max(...parts.map(part => part.max)),
    };
  }

  #sequence(): Part {
    let [source, min, max] = ['', 0, 0];
    for (;;) {
      this.#skipIgnored();
      const char = this.#reader.peek();
      if (char === undefined || char === '|' || char === ')') return { source, min, max };
      const part = this.#repeated();
      source += part.source;
      min += part.min;
      max += part.max;
    }
  }

  /** Comments, and in a verbose pattern also white space and what follows `#`. */
  #skipIgnored(): void {
    for (let before = -1; before !== this.#reader.at;) {
      before = this.#reader.at;
      if (this.#reader.take('(?#')) this.#reader.takeUntil(')', 'comment');
      if (this.#flags.verbose !== true) continue;
      this.#reader.takeWhile(/[ \t\n\r\f\v]/);
      if (this.#reader.take('#')) this.#reader.takeWhile(/[^\n]/);
    }
  }

  #repeated(): Part {
    const start = this.#reader.at;
    let part = this.#quantifier() === undefined ? this.#atom() : this.#reader.fail('nothing to repeat', start);
    const quantifier = this.#quantifier();
    if (quantifier === undefined) return part;
    if (part.anchor === true || part.source === '') this.#reader.fail('nothing to repeat');
    part = this.#quantified(part, quantifier);
    if (this.#quantifier() !== undefined) this.#reader.fail('multiple repeat');
    return part;
  }

  /** Reads `*`, `+`, `?` or `{m,n}` when one stands here; other braces are literal. */
  #quantifier(): readonly [min: number, max: number] | undefined {
    this.#skipIgnored();
    const ahead = Array.from({ length: 24 }, (_, index) => this.#reader.peek(index) ?? '').join('');
    const written = QUANTIFIER.exec(ahead)?.[0];
    if (written === undefined || written === '{}') return undefined;
    this.#reader.at += written.length;
    if (written === '*') return [0, Infinity];
    if (written === '+') return [1, Infinity];
    if (written === '?') return [0, 1];
    return this.#bounds(written);
  }

  #bounds(written: string): readonly [number, number] {
    const [low = '', high] = written.slice(1, -1).split(',');
    const min = low === '' ? 0 : Number(low);
    const max = high === undefined ? min : high === '' ? Infinity : Number(high);
    if (max < min) this.#reader.fail('min repeat greater than max repeat');
    return [min, max];
  }

  #quantified(part: Part, [min, max]: readonly [number, number]): Part {
    const count = `{${min},${max === Infinity ? '' : max}}`;
    const widths = { min: part.min * min, max: part.max === 0 ? 0 : part.max * max };
    if (this.#reader.take('+')) return { source: this.#atomic(`(?:${part.source})${count}`), ...widths };
    const lazy = this.#reader.take('?') ? '?' : '';
    return { source: `(?:${part.source})${count}${lazy}`, ...widths };
  }

  /** What has matched is not given back: a look-ahead never backtracks into what it captured. */
  #atomic(source: string): string {
    const name = `atomic${++this.#atomicCount}`;
    return `(?=(?<${name}>${source}))\\k<${name}>`;
  }

  #atom(): Part {
    const char = this.#reader.next()!;
    if (char === '.') return one(this.#flags.dotAll === true ? '[\\s\\S]' : '[^\\n]');
    if (char === '^') return anchor(this.#flags.multiline === true ? sets.LINE_START : sets.TEXT_START);
    if (char === '$') return anchor(this.#flags.multiline === true ? sets.LINE_END : sets.LAST_LINE_END);
    if (char === '(') return this.#group();
    if (char === '[')
      return one(readClass(this.#reader, { category: l => this.#category(l), bothCases: this.#bothCases() }));
    if (char === '\\') return this.#escape();
    return this.#literal(char.codePointAt(0)!);
  }

  #literal(codePoint: number): Part {
    if (!this.#bothCases()) return one(sets.literal(codePoint));
    const variants = sets.caseVariants(codePoint).map(sets.literal);
    return one(variants.length === 1 ? variants[0]! : `[${variants.join('')}]`);
  }

  #bothCases(): boolean {
    return this.#listCases && this.#flags.ignoreCase === true;
  }

  #category(letter: string): string {
    const ascii = this.#flags.ascii === true;
    const inside = {
      d: ascii ? sets.ASCII_DIGIT : sets.DIGIT,
      s: ascii ? sets.ASCII_SPACE : sets.SPACE,
      w: ascii ? sets.ASCII_WORD : sets.WORD,
    }[letter.toLowerCase()]!;
    return letter === letter.toLowerCase() ? `[${inside}]` : `[^${inside}]`;
  }

  #escape(): Part {
    const letter = this.#reader.peek() ?? '';
    const word = this.#flags.ascii === true ? sets.ASCII_WORD : sets.WORD;
    const anchors: Readonly<Record<string, string>> = {
      A: sets.TEXT_START,
      Z: sets.TEXT_END,
      b: sets.wordBoundary(word),
      B: sets.noWordBoundary(word),
    };
    if (Object.hasOwn(anchors, letter)) {
      this.#reader.next();
      return anchor(anchors[letter]!);
    }
    if (/^[dDsSwW]$/.test(letter)) return one(this.#category(this.#reader.next()!));
    if (/^[1-9]$/.test(letter) && !this.#isOctal()) return this.#numberedReference();
    return this.#literal(readEscape(this.#reader));
  }

  /** Three octal digits are a character, fewer a group. */
  #isOctal(): boolean {
    return [0, 1, 2].every(index => /^[0-7]$/.test(this.#reader.peek(index) ?? ''));
  }

  #numberedReference(): Part {
    const start = this.#reader.at - 1;
    return this.#reference(Number(this.#reader.takeWhile(/\d/, 2)), start);
  }

  #reference(group: number, start: number): Part {
    const width = this.#groups[group];
    if (group >= this.#groups.length) this.#reader.fail(`invalid group reference ${group}`, start);
    if (width === undefined) this.#reader.fail('cannot refer to an open group', start);
    return { source: `\\k<g${group}>`, min: width.min, max: width.max };
  }

  #group(): Part {
    const start = this.#reader.at - 1;
    if (!this.#reader.take('?')) return this.#capturing(start);
    if (this.#reader.take('P<')) return this.#capturing(start, this.#groupName('>'));
    if (this.#reader.take('P=')) return this.#namedReference(start);
    if (this.#reader.take('P')) return this.#reader.fail('unknown extension ?P', start);
    if (this.#reader.take(':')) return wrapped('(?:', this.#inner(start));
    if (this.#reader.take('>')) return this.#atomicGroup(start);
    if (this.#reader.take('=')) return look('(?=', this.#inner(start));
    if (this.#reader.take('!')) return look('(?!', this.#inner(start));
    if (this.#reader.take('<=')) return this.#lookBehind('(?<=', start);
    if (this.#reader.take('<!')) return this.#lookBehind('(?<!', start);
    if (this.#reader.take('(')) return this.#reader.fail('conditional groups are not supported', start);
    return this.#scopedFlags(start);
  }

  #inner(start: number): Part {
    const flags = this.#flags;
    const part = this.#alternatives();
    this.#flags = flags;
    if (!this.#reader.take(')')) this.#reader.fail('missing ), unterminated subpattern', start);
    return part;
  }

  #capturing(start: number, name?: string): Part {
    const group = this.#groups.length;
    this.#groups.push(undefined);
    if (name !== undefined) this.#names.set(name, group);
    const part = this.#inner(start);
    this.#groups[group] = part;
    return wrapped(`(?<g${group}>`, part);
  }

  #groupName(end: string): string {
    const start = this.#reader.at;
    const name = this.#reader.takeUntil(end, 'name');
    if (!/^[\p{L}\p{Nl}_][\p{L}\p{N}\p{M}_]*$/u.test(name))
      this.#reader.fail(`bad character in group name '${name}'`, start);
    if (end === '>' && this.#names.has(name)) this.#reader.fail(`redefinition of group name '${name}'`, start);
    return name;
  }

  #namedReference(start: number): Part {
    const name = this.#groupName(')');
    const group = this.#names.get(name);
    return group === undefined
      ? this.#reader.fail(`unknown group name '${name}'`, start)
      : this.#reference(group, start);
  }

  #atomicGroup(start: number): Part {
    const part = this.#inner(start);
    return { ...part, source: this.#atomic(part.source) };
  }

  #lookBehind(open: string, start: number): Part {
    const part = this.#inner(start);
    if (part.min !== part.max) this.#reader.fail('look-behind requires fixed-width pattern', start);
    return look(open, part);
  }

  #scopedFlags(start: number): Part {
    const outer = this.#flags;
    const on = this.#reader.takeWhile(/[a-zA-Z]/);
    const off = this.#reader.take('-') ? this.#reader.takeWhile(/[a-zA-Z]/) : '';
    if (on + off === '') this.#reader.fail(`unknown extension ?${this.#reader.peek() ?? ''}`, start);
    if (this.#reader.take(')')) this.#reader.fail('global flags not at the start of the expression', start);
    this.#setLetters(on, true, start);
    this.#setLetters(off, false, start);
    if (!this.#reader.take(':')) this.#reader.fail('missing :', this.#reader.at);
    const part = this.#inner(start);
    this.#flags = outer;
    return wrapped('(?:', part);
  }
}
