import { templateEnd } from './template-end.ts';

const BLOCK_SCALAR = /(?:^|[\s:-])[|>](?:[-+]?[1-9]?|[1-9][-+])[ \t]*(?:[ \t]#.*)?$/;

/** Part of a text: `[start, end)`. */
export type Span = readonly [start: number, end: number];

/** What stands out in YAML text. Quoted texts, comments, block scalars and keys are known for what they are. */
export interface YamlSpans {
  /** Each `{{ … }}` that begins a value right after `key:` in block style, or anywhere a value may begin within brackets. */
  readonly templates: readonly Span[];
  /** The line breaks and comments within brackets. */
  readonly gaps: readonly Span[];
}

/** Finds unquoted templates (only when asked: in data `{{` is two brackets) and what separates the lines within brackets. */
export function scanYaml(text: string, withTemplates: boolean): YamlSpans {
  return new Scanner(text, withTemplates).run();
}

class Scanner {
  readonly #text: string;
  readonly #withTemplates: boolean;
  readonly #templates: Span[] = [];
  readonly #gaps: Span[] = [];
  #at = 0;
  #depth = 0;
  /** Whether a value may begin here. */
  #fresh = true;
  /** Whether only a key, or text, may begin here: the start of a line in block style. */
  #lineStart = true;

  constructor(text: string, withTemplates: boolean) {
    this.#text = text;
    this.#withTemplates = withTemplates;
  }

  run(): YamlSpans {
    while (this.#at < this.#text.length) this.#step();
    return { templates: this.#templates, gaps: this.#gaps };
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
    } else {
      this.#gaps.push([this.#at, this.#at + 1]);
    }
    this.#at++;
  }

  /** In block style a template must follow `key:` on its line; `- {{ x }}` and a line of its own are not taken. */
  #mayBeTemplate(): boolean {
    return this.#withTemplates && (this.#depth > 0 || !this.#lineStart);
  }

  #template(): void {
    const start = this.#at;
    const end = this.#valueEnd(templateEnd(this.#text, start));
    this.#templates.push([start, end]);
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
    if (this.#depth > 0) this.#gaps.push([this.#at, this.#lineEnd()]);
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
}
