import type { Expression, Statement } from './ast.ts';
import { tokenize, tokenizeExpression } from './lexer.ts';
import { ExpressionParser } from './parse-expression.ts';
import { statementParsers } from './parse-statements.ts';
import type { StatementParser } from './statement-parser.ts';
import { defaultSyntax, type SyntaxOptions } from './syntax-options.ts';
import { syntaxError } from './syntax-error.ts';
import { TokenStream } from './token-stream.ts';

/**
 * The tree of a template. With `escapeBackslashes` (Ansible's way for play text) backslashes in string literals of `{{ }}` stand
 * for themselves; in `{% %}` they are always escapes. Throws a syntax TemplateError that carries its offset.
 */
export function parseTemplate(
  source: string,
  options: SyntaxOptions = defaultSyntax,
  escapeBackslashes = true,
): readonly Statement[] {
  return new Parser(new TokenStream(tokenize(source, options)), escapeBackslashes).template();
}

/** The tree of a bare expression, as `when` holds; backslashes are escapes unless `escapeBackslashes`. */
export function parseExpression(source: string, escapeBackslashes = false): Expression {
  const parser = new ExpressionParser(new TokenStream(tokenizeExpression(source)));
  parser.escapes = !escapeBackslashes;
  const expression = parser.expression();
  const { current } = parser.stream;
  return current.kind === 'eof' ? expression : syntaxError('there is something left after the expression', current.at);
}

class Parser implements StatementParser {
  readonly stream: TokenStream;
  readonly expressions: ExpressionParser;
  readonly blockNames = new Set<string>();
  readonly #escapeBackslashes: boolean;

  constructor(stream: TokenStream, escapeBackslashes: boolean) {
    this.stream = stream;
    this.expressions = new ExpressionParser(stream);
    this.#escapeBackslashes = escapeBackslashes;
  }

  template(): readonly Statement[] {
    return this.#until([]);
  }

  /** The statements up to one of the end tags, whose name then is the current token. The opening tag is still open. */
  body(...ends: readonly string[]): readonly Statement[] {
    this.stream.skipOperator(':');
    this.stream.expect('block_end');
    return this.stream.nested(() => this.#until(ends));
  }

  /** As body, with the name of the end tag taken too. */
  closedBody(end: string): readonly Statement[] {
    const statements = this.body(end);
    this.stream.advance();
    return statements;
  }

  #until(ends: readonly string[]): readonly Statement[] {
    const statements: Statement[] = [];
    for (let { kind, text, at } = this.stream.current; kind !== 'eof'; { kind, text, at } = this.stream.current) {
      this.stream.advance();
      if (kind === 'data') statements.push({ type: 'text', text, at });
      else if (kind === 'variable_begin') statements.push(this.#output(at));
      else if (this.stream.isName(...ends)) return statements;
      else statements.push(...this.#tag(ends));
    }
    return ends.length === 0 ? statements : this.stream.refuse(`the template ends where ${quoted(ends)} is missing`);
  }

  #output(at: number): Statement {
    this.expressions.escapes = !this.#escapeBackslashes;
    const value = this.expressions.tuple();
    this.expressions.escapes = true;
    this.stream.expect('variable_end');
    return { type: 'output', value, at };
  }

  #tag(ends: readonly string[]): readonly Statement[] {
    const { kind, text, at } = this.stream.current;
    if (kind !== 'name') this.stream.refuse('expected the name of a tag');
    const parse = statementParsers.get(text) ?? unknownTag(text, at, ends);
    this.stream.advance();
    const statements = parse(this, at);
    this.stream.expect('block_end');
    return statements;
  }
}

function unknownTag(name: string, at: number, ends: readonly string[]): never {
  const open = ends.length === 0 ? '' : `; the innermost open tag needs ${quoted(ends)}`;
  syntaxError(`there is no tag '${name}'${open}`, at);
}

function quoted(names: readonly string[]): string {
  return names.map(name => `'${name}'`).join(' or ');
}
