import { fail } from '../../fail.ts';
import { shortened, tokensOf, type Token } from './tokens.ts';

/** Closures call each other as deep as an expression is long; more would exhaust the stack. */
const MOST_TOKENS = 1000;

/** Reads the tokens of an expression one after the other. */
export class TokenReader {
  readonly #source: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(source: string) {
    this.#source = source;
    this.#tokens = tokensOf(source);
    if (this.#tokens.length > MOST_TOKENS) fail('value', `a query of ${this.#tokens.length} tokens is too long`);
  }

  /** The kind of the token to come, or of one further on. */
  kind(further = 0): string {
    return (this.#tokens[this.#at + further] ?? this.#tokens.at(-1)!).kind;
  }

  next(): Token {
    const token = this.#tokens[this.#at]!;
    if (this.#at < this.#tokens.length - 1) this.#at++;
    return token;
  }

  /** The next token, which must be of that kind. */
  expect(kind: string): Token {
    const token = this.next();
    return token.kind === kind ? token : this.refuse(token);
  }

  /** Throws kind `value` for a token that cannot stand where it does. */
  refuse(token: Token): never {
    const found = token.kind === 'end' ? 'ends too early' : `has an unexpected ${token.kind} at ${token.start + 1}`;
    return fail('value', `the query '${shortened(this.#source)}' ${found}`);
  }
}
