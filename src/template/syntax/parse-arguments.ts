import type { Arguments, Expression, Keyword } from './ast.ts';
import { syntaxError } from './syntax-error.ts';
import type { TokenStream } from './token-stream.ts';

export const noArguments: Arguments = { positional: [], keywords: [], spread: undefined, spreadKeywords: undefined };

/** `(a, b, k=c, *d, **e)`; a positional one after a keyword, or anything but keywords after `*`, is a syntax error. */
export function parseArguments(stream: TokenStream, parseExpression: () => Expression): Arguments {
  const open = stream.expectOperator('(');
  const found = new Collector(stream, parseExpression);
  while (!stream.isOperator(')')) {
    if (!found.empty) {
      stream.expectOperator(',');
      if (stream.isOperator(')')) break;
    }
    found.take(open.at);
  }
  stream.expectOperator(')');
  return found.result();
}

class Collector {
  readonly stream: TokenStream;
  readonly parseExpression: () => Expression;
  readonly positional: Expression[] = [];
  readonly keywords: Keyword[] = [];
  #spread: Expression | undefined;
  #spreadKeywords: Expression | undefined;

  constructor(stream: TokenStream, parseExpression: () => Expression) {
    this.stream = stream;
    this.parseExpression = parseExpression;
  }

  get empty(): boolean {
    return this.positional.length + this.keywords.length === 0 && !this.#spread && !this.#spreadKeywords;
  }

  take(at: number): void {
    const { stream } = this;
    if (stream.skipOperator('*')) this.#spread = this.#once(this.#spread ?? this.#spreadKeywords, at);
    else if (stream.skipOperator('**')) this.#spreadKeywords = this.#once(this.#spreadKeywords, at);
    else if (stream.current.kind === 'name' && stream.following.kind === 'operator' && stream.following.text === '=')
      this.#keyword(at);
    else this.#positional(at);
  }

  result(): Arguments {
    const { positional, keywords } = this;
    return { positional, keywords, spread: this.#spread, spreadKeywords: this.#spreadKeywords };
  }

  #once(before: Expression | undefined, at: number): Expression {
    return before === undefined ? this.parseExpression() : misplaced(at);
  }

  #keyword(at: number): void {
    if (this.#spreadKeywords) misplaced(at);
    const { text: name, at: place } = this.stream.advance();
    if (this.keywords.some(keyword => keyword.name === name)) syntaxError(`the keyword '${name}' comes twice`, place);
    this.stream.advance();
    this.keywords.push({ name, value: this.parseExpression(), at: place });
  }

  #positional(at: number): void {
    if (this.#spread || this.#spreadKeywords || this.keywords.length > 0) misplaced(at);
    this.positional.push(this.parseExpression());
  }
}

function misplaced(at: number): never {
  syntaxError('the arguments of this call are in an impossible order', at);
}
