import { syntaxError } from './syntax-error.ts';
import { describe, type Token, type TokenKind } from './token.ts';

/** Deeper nesting than this is refused: the parser and the compiled template walk it on the stack. */
const deepest = 200;

/** A reader over tokens with one token in sight. */
export class TokenStream {
  readonly tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  get current(): Token {
    return this.tokens[this.#next]!;
  }

  get following(): Token {
    return this.tokens[this.#next + 1] ?? this.current;
  }

  advance(): Token {
    const token = this.current;
    if (token.kind !== 'eof') this.#next++;
    return token;
  }

  isOperator(text: string): boolean {
    return this.current.kind === 'operator' && this.current.text === text;
  }

  isName(...names: readonly string[]): boolean {
    return this.current.kind === 'name' && names.includes(this.current.text);
  }

  /** Takes the operator if it comes next. */
  skipOperator(text: string): boolean {
    const here = this.isOperator(text);
    if (here) this.advance();
    return here;
  }

  skipName(name: string): boolean {
    const here = this.isName(name);
    if (here) this.advance();
    return here;
  }

  expectOperator(text: string): Token {
    return this.isOperator(text) ? this.advance() : this.refuse(`expected '${text}'`);
  }

  expect(kind: TokenKind): Token {
    const wanted = describe({ kind, text: kind, at: 0 });
    return this.current.kind === kind ? this.advance() : this.refuse(`expected ${wanted}`);
  }

  refuse(complaint: string): never {
    syntaxError(`${complaint}, found '${describe(this.current)}'`, this.current.at);
  }

  /** Runs a nested part; nesting beyond bounds is a syntax error instead of an exhausted stack. */
  nested<T>(parse: () => T): T {
    if (++this.#depth > deepest) syntaxError('the template is nested too deeply', this.current.at);
    const result = parse();
    this.#depth--;
    return result;
  }

  /** Counts the links of a chain such as `a + b + c`; a tree of it is as deep as the chain is long. */
  checkChain(length: number): void {
    if (length > 1000) syntaxError('the expression has too many links', this.current.at);
  }
}
