import { delimitersOf, type Delimiters } from './delimiters.ts';
import { defaultSyntax, type SyntaxOptions } from './syntax-options.ts';
import { syntaxError } from './syntax-error.ts';
import type { Token, TokenKind } from './token.ts';

const blank = /\s+/y;
const float = /(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iy;
const integer = /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iy;
const name = /[\p{L}\p{N}\p{M}\p{Pc}]+/uy;
const text = /'[^'\\]*(?:\\[\s\S][^'\\]*)*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;
const operator = /\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]/y;
const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * The tokens of a template (Jinja2 3.1's grammar of tags, blanks and literals). Text keeps its lines; line ends are already
 * `\n`. A syntax error carries its offset.
 */
export function tokenize(source: string, options: SyntaxOptions = defaultSyntax): Token[] {
  return new Lexer(source, options).template();
}

/** The tokens of a bare expression, as within a tag. */
export function tokenizeExpression(source: string): Token[] {
  return new Lexer(source, defaultSyntax).expression();
}

class Lexer {
  readonly source: string;
  readonly options: SyntaxOptions;
  readonly delimiters: Delimiters;
  readonly tokens: Token[] = [];
  #at = 0;
  #open: string[] = [];

  constructor(source: string, options: SyntaxOptions) {
    this.source = source;
    this.options = options;
    this.delimiters = delimitersOf(options);
  }

  template(): Token[] {
    const { next } = this.delimiters;
    while (this.#at < this.source.length) {
      next.lastIndex = this.#at;
      const match = next.exec(this.source);
      if (!match) break;
      this.#opening(match);
    }
    this.#data(this.source.slice(this.#at), this.#at);
    return this.#finish();
  }

  expression(): Token[] {
    while (this.#at < this.source.length) this.#inner();
    return this.#finish();
  }

  #finish(): Token[] {
    this.#push('eof', '', this.source.length);
    return this.tokens;
  }

  #opening(match: RegExpExecArray): void {
    const kind = Object.entries(match.groups!).find(([, found]) => found !== undefined)![0];
    const control = match[0].slice(match.groups![kind]!.length, match.groups![kind]!.length + 1);
    this.#data(this.#before(match.index, kind, control), this.#at);
    this.#at = match.index + match[0].length;
    if (kind === 'raw') this.#raw(match.index);
    else if (kind === 'comment') this.#comment(match.index);
    else if (kind === 'remark') this.#remark();
    else this.#tag(kind, match.index);
  }

  /** The text before a tag: `-` takes all blanks off its end, lstrip_blocks those of the line. */
  #before(end: number, kind: string, control: string): string {
    const before = this.source.slice(this.#at, end);
    if (control === '-') return before.trimEnd();
    if (!this.options.lstrip_blocks || control === '+' || kind === 'variable') return before;
    const line = before.lastIndexOf('\n') + 1;
    const startsLine = line > 0 || this.#at === 0 || this.source[this.#at - 1] === '\n';
    return startsLine && before.slice(line).trim() === '' ? before.slice(0, line) : before;
  }

  #raw(start: number): void {
    const { rawEnd } = this.delimiters;
    const end = this.#end(rawEnd, 'raw block', start);
    if (!end) return;
    this.#data(this.#before(end.index, 'raw', end[1] ?? ''), this.#at);
    this.#at = end.index + end[0].length;
  }

  #comment(start: number): void {
    const { commentEnd } = this.delimiters;
    const end = this.#end(commentEnd, 'comment', start);
    if (!end) return;
    this.#at = end.index + end[0].length;
  }

  /** The end of a raw block or comment; one that opens at the very end of the source needs none (Jinja2). */
  #end(pattern: RegExp, what: string, start: number): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const end = pattern.exec(this.source);
    return end ?? (this.#at === this.source.length ? null : syntaxError(`this ${what} is never ended`, start));
  }

  #remark(): void {
    const end = this.source.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.source.length : end;
  }

  #tag(kind: string, start: number): void {
    const variable = kind === 'variable';
    this.#push(variable ? 'variable_begin' : 'block_begin', '', start);
    const end = variable
      ? this.delimiters.variableEnd
      : kind === 'statement'
        ? /[^\S\n]*(?:\n|$)/y
        : this.delimiters.blockEnd;
    this.#open = [];
    while (this.#at < this.source.length) {
      const at = this.#at;
      if (this.#open.length === 0 && this.#take(end) !== undefined) {
        this.#push(variable ? 'variable_end' : 'block_end', '', at);
        return;
      }
      this.#inner();
    }
    if (kind === 'statement') this.#push('block_end', '', this.#at);
    else syntaxError('the template ends within a tag', start);
  }

  #inner(): void {
    const start = this.#at;
    if (this.#take(blank) !== undefined) return;
    const afterDot = this.source[start - 1] === '.';
    const number = (afterDot ? undefined : this.#take(float)) ?? undefined;
    if (number !== undefined) return this.#push('float', number.replaceAll('_', ''), start);
    const whole = this.#take(integer);
    if (whole !== undefined) return this.#push('integer', whole.replaceAll('_', ''), start);
    const word = this.#take(name);
    if (word !== undefined) return this.#name(word, start);
    const quoted = this.#take(text);
    if (quoted !== undefined) return this.#push('string', quoted, start);
    this.#operator(
      this.#take(operator) ?? syntaxError(`unexpected character ${JSON.stringify(this.#character())}`, start),
      start,
    );
  }

  #name(word: string, at: number): void {
    if (!/^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(word)) syntaxError(`'${word}' is no name`, at);
    this.#push('name', word, at);
  }

  #operator(sign: string, at: number): void {
    if (sign in closers) this.#open.push(closers[sign]!);
    else if (sign === ')' || sign === ']' || sign === '}') {
      const expected = this.#open.pop();
      if (expected !== sign)
        syntaxError(`unexpected '${sign}'${expected === undefined ? '' : `, expected '${expected}'`}`, at);
    }
    this.#push('operator', sign, at);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.source);
    if (!match) return undefined;
    this.#at += match[0].length;
    return match[0];
  }

  #character(): string {
    return String.fromCodePoint(this.source.codePointAt(this.#at)!);
  }

  #data(content: string, at: number): void {
    if (content !== '') this.#push('data', content, at);
  }

  #push(kind: TokenKind, content: string, at: number): void {
    this.tokens.push({ kind, text: content, at });
  }
}
