import { isBreak, isPrintable } from './yaml-analysis.ts';

export interface WriterOptions {
  /** Spaces per level. */
  readonly indent: number;
  /** Beyond this column texts are folded and flow items go to the next line. */
  readonly width: number;
  readonly allowUnicode: boolean;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\x85': 'N',
  '\xa0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};

/** The text under way, with libyaml's idea of where it stands: column, whether blanks or indentation were last. */
export class YamlWriter {
  readonly options: WriterOptions;
  indent = -1;
  whitespace = true;
  indention = true;
  #text = '';
  #column = 0;

  constructor(options: WriterOptions) {
    this.options = options;
  }

  get text(): string {
    return this.#text;
  }

  get pastWidth(): boolean {
    return this.#column > this.options.width;
  }

  indicator(text: string, needsSpace: boolean, isSpace = false, isIndention = false): void {
    if (needsSpace && !this.whitespace) this.#put(' ');
    for (const char of text) this.#put(char);
    this.whitespace = isSpace;
    this.indention &&= isIndention;
  }

  /** Goes to the current indentation, on a new line unless this one is still empty up to there. */
  newLine(): void {
    const indent = Math.max(this.indent, 0);
    if (!this.indention || this.#column > indent || (this.#column === indent && !this.whitespace)) this.#break();
    while (this.#column < indent) this.#put(' ');
    this.whitespace = true;
    this.indention = true;
  }

  plain(chars: readonly string[], foldable: boolean, inFlow: boolean): void {
    if (!this.whitespace && (chars.length > 0 || inFlow)) this.#put(' ');
    this.#foldedChars(chars, foldable, false);
    this.whitespace = false;
    this.indention = false;
  }

  singleQuoted(chars: readonly string[], foldable: boolean): void {
    this.indicator("'", true);
    if (this.#foldedChars(chars, foldable, true)) this.newLine();
    this.indicator("'", false);
  }

  doubleQuoted(chars: readonly string[], foldable: boolean): void {
    this.indicator('"', true);
    let afterSpace = false;
    for (const [index, char] of chars.entries()) {
      if (mustEscape(char, this.options.allowUnicode)) this.#escape(char);
      else if (char === ' ' && this.#mayFold(foldable, afterSpace, index, chars)) this.#foldEscaped(chars[index + 1]);
      else this.#put(char);
      afterSpace = char === ' ';
    }
    this.indicator('"', false);
  }

  literal(chars: readonly string[]): void {
    this.#blockHeader('|', chars);
    let afterBreak = true;
    for (const char of chars) {
      if (!isBreak(char) && afterBreak) this.newLine();
      this.#putOrBreak(char);
      afterBreak = isBreak(char);
    }
  }

  folded(chars: readonly string[]): void {
    this.#blockHeader('>', chars);
    let [afterBreak, leadingSpace] = [true, true];
    for (const [index, char] of chars.entries()) {
      if (isBreak(char)) {
        if (!afterBreak && !leadingSpace && char === '\n' && textFollows(chars, index)) this.#break();
      } else if (afterBreak) {
        this.newLine();
        leadingSpace = char === ' ' || char === '\t';
      }
      if (!afterBreak && char === ' ' && chars[index + 1] !== ' ' && this.pastWidth) this.newLine();
      else this.#putOrBreak(char);
      afterBreak = isBreak(char);
    }
  }

  /** Writes chars with single breaks doubled and, where allowed, spaces folded; tells whether the last one was a break. */
  #foldedChars(chars: readonly string[], foldable: boolean, quoted: boolean): boolean {
    let [afterSpace, afterBreak] = [false, false];
    for (const [index, char] of chars.entries()) {
      if (char === ' ') {
        const fold =
          chars[index + 1] !== ' ' &&
          this.#mayFold(foldable, afterSpace, quoted ? index : 1, quoted ? chars : undefined);
        if (fold) this.newLine();
        else this.#put(char);
      } else {
        if (isBreak(char) && !afterBreak && char === '\n') this.#break();
        if (!isBreak(char) && afterBreak) this.newLine();
        if (quoted && char === "'") this.#put(char);
        this.#putOrBreak(char);
      }
      if (char !== ' ') afterBreak = isBreak(char);
      afterSpace = char === ' ' || (isBreak(char) && afterSpace);
    }
    return afterBreak;
  }

  #mayFold(foldable: boolean, afterSpace: boolean, index: number, chars: readonly string[] | undefined): boolean {
    return foldable && !afterSpace && this.pastWidth && index > 0 && (chars === undefined || index < chars.length - 1);
  }

  #foldEscaped(next: string | undefined): void {
    this.newLine();
    if (next === ' ') this.#put('\\');
  }

  #escape(char: string): void {
    const short = ESCAPES[char];
    const code = char.codePointAt(0)!;
    const [letter, width] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : (['U', 8] as const);
    const text = short ?? letter + code.toString(16).toUpperCase().padStart(width, '0');
    for (const part of '\\' + text) this.#put(part);
  }

  #blockHeader(indicator: string, chars: readonly string[]): void {
    this.indicator(indicator, true);
    if (chars[0] === ' ' || isBreak(chars[0])) this.indicator(String(this.options.indent), false);
    this.indicator(chomping(chars), false);
    this.#break();
    this.indention = true;
    this.whitespace = true;
  }

  #putOrBreak(char: string): void {
    if (isBreak(char)) {
      if (char === '\n') this.#break();
      else this.#breakBy(char);
      this.indention = true;
    } else {
      this.#put(char);
      this.indention = false;
    }
  }

  #put(char: string): void {
    this.#text += char;
    this.#column++;
  }

  #break(): void {
    this.#breakBy('\n');
  }

  #breakBy(char: string): void {
    this.#text += char;
    this.#column = 0;
  }
}

function mustEscape(char: string, allowUnicode: boolean): boolean {
  return !isPrintable(char, allowUnicode) || isBreak(char) || char === '"' || char === '\\';
}

function textFollows(chars: readonly string[], index: number): boolean {
  let at = index;
  while (isBreak(chars[at])) at++;
  const next = chars[at];
  return next !== undefined && next !== ' ' && next !== '\t';
}

/** `-`: no break at the end; `+`: more than one. */
function chomping(chars: readonly string[]): string {
  if (!isBreak(chars.at(-1))) return '-';
  return chars.length === 1 || isBreak(chars.at(-2)) ? '+' : '';
}
