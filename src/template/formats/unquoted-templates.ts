import { templateEnd } from './template-end.ts';

/** A template written as a value without quotes: where it begins, and its text (with what follows it up to the value's end). */
export interface UnquotedTemplate {
  readonly start: number;
  readonly text: string;
}

export interface MaskedYaml {
  readonly text: string;
  readonly templates: readonly UnquotedTemplate[];
}

/** Stands for a character of a covered template; YAML gives it no meaning. */
const COVER = '\uE000';
const BLOCK_SCALAR = /(?:^|[\s:-])[|>](?:[-+]?[1-9]?|[1-9][-+])[ \t]*(?:[ \t]#.*)?$/;

/**
 * Finds each `{{ … }}` that begins a value right after `key:` in block style, or anywhere a value may begin within brackets, and
 * covers it so that all other characters keep their places. Quoted text, comments, block scalars and keys are left alone.
 */
export function maskUnquotedTemplates(text: string): MaskedYaml {
  return new Scanner(text).run();
}

class Scanner {
  readonly #text: string;
  readonly #templates: UnquotedTemplate[] = [];
  #at = 0;
  #depth = 0;
  /** Whether a value may begin here. */
  #fresh = true;
  /** Whether only a key, or text, may begin here: the start of a line in block style. */
  #lineStart = true;

  constructor(text: string) {
    this.#text = text;
  }

  run(): MaskedYaml {
    while (this.#at < this.#text.length) this.#step();
    return { text: this.#cover(), templates: this.#templates };
  }

  #step(): void {
    const char = this.#text[this.#at]!;
    if (char === '\n') return this.#newLine();
    if (char === ' ' || char === '\t' || char === '\r') return void this.#at++;
    if (char === '#' && this.#spaceBefore()) return this.#skipLine();
    if (this.#fresh && (char === '"' || char === "'")) return this.#quoted(char);
    if (this.#fresh && this.#text.startsWith('{{', this.#at) && this.#mayBeTemplate()) return this.#template();
    this.#plain(char);
  }

  #plain(char: string): void {
    this.#at++;
    if (this.#fresh && (char === '{' || char === '[')) return this.#bracket(1);
    if (this.#depth > 0 && (char === '}' || char === ']')) return this.#bracket(-1);
    if (this.#depth > 0 && char === ',') return this.#begin();
    if (char === ':' && (this.#spaceAfter() || this.#depth > 0)) return this.#begin();
    if (this.#fresh && (char === '-' || char === '?') && this.#spaceAfter()) return;
    if (this.#fresh && (char === '&' || char === '!')) return this.#property();
    this.#fresh = false;
    this.#lineStart = false;
  }

  #bracket(step: number): void {
    this.#depth += step;
    this.#fresh = step > 0;
    this.#lineStart = false;
  }

  #begin(): void {
    this.#fresh = true;
    this.#lineStart = false;
  }

  /** An anchor or a tag: what follows is still the beginning of the value. */
  #property(): void {
    while (/[^\s,[\]{}]/.test(this.#text[this.#at] ?? ' ')) this.#at++;
  }

  #newLine(): void {
    if (this.#depth === 0) {
      if (BLOCK_SCALAR.test(this.#lineBefore())) return this.#skipBlockScalar();
      this.#fresh = true;
      this.#lineStart = true;
    }
    this.#at++;
  }

  /** In block style a template must follow `key:` on its line; `- {{ x }}` and a line of its own are not taken. */
  #mayBeTemplate(): boolean {
    return this.#depth > 0 || !this.#lineStart;
  }

  #template(): void {
    const start = this.#at;
    const end = this.#valueEnd(templateEnd(this.#text, start));
    this.#templates.push({ start, text: this.#text.slice(start, end) });
    this.#at = end;
    this.#fresh = false;
  }

  /** Where a value ends that goes on after its template: at a comma or bracket, a comment, or the line's end. */
  #valueEnd(from: number): number {
    let at = from;
    for (; at < this.#text.length; at++) {
      if (this.#text.startsWith('{{', at)) at = templateEnd(this.#text, at) - 1;
      else if (this.#text[at] === '\n' || / #/.test(this.#text.slice(at, at + 2))) break;
      else if (this.#depth > 0 && /[,\]}]/.test(this.#text[at]!)) break;
    }
    return from + this.#text.slice(from, at).trimEnd().length;
  }

  #quoted(quote: string): void {
    this.#at++;
    for (; this.#at < this.#text.length; this.#at++) {
      const char = this.#text[this.#at];
      if (char === '\\' && quote === '"') this.#at++;
      else if (char === quote && this.#text[this.#at + 1] === quote && quote === "'") this.#at++;
      else if (char === quote) break;
    }
    this.#at++;
    this.#fresh = false;
    this.#lineStart = false;
  }

  /** Skips the lines indented deeper than the one that announced the block scalar. */
  #skipBlockScalar(): void {
    const indent = /^ *(?:- +)*/.exec(this.#lineBefore())![0].length;
    this.#at++;
    while (this.#at < this.#text.length) {
      const line = this.#text.slice(this.#at, this.#lineEnd());
      if (line.trim() !== '' && /^ */.exec(line)![0].length <= indent) break;
      this.#at = this.#lineEnd() + 1;
    }
    this.#fresh = true;
    this.#lineStart = true;
  }

  #skipLine(): void {
    this.#at = this.#lineEnd();
  }

  #lineEnd(): number {
    const end = this.#text.indexOf('\n', this.#at);
    return end < 0 ? this.#text.length : end;
  }

  #lineBefore(): string {
    return this.#text.slice(this.#text.lastIndexOf('\n', this.#at - 1) + 1, this.#at);
  }

  #spaceBefore(): boolean {
    return /\s/.test(this.#text[this.#at - 1] ?? ' ');
  }

  #spaceAfter(): boolean {
    return /\s/.test(this.#text[this.#at] ?? ' ');
  }

  #cover(): string {
    let covered = '';
    let from = 0;
    for (const { start, text } of this.#templates) {
      covered += this.#text.slice(from, start) + text.replace(/[^\n]/g, COVER);
      from = start + text.length;
    }
    return covered + this.#text.slice(from);
  }
}
