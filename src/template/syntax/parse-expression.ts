import type { Arguments, Expression } from './ast.ts';
import { noArguments, parseArguments } from './parse-arguments.ts';
import { parseDict, parseList } from './parse-collections.ts';
import { nameOrConstant, numberConstant, stringText } from './parse-literal.ts';
import type { TokenStream } from './token-stream.ts';
import type { Token } from './token.ts';

const comparisons = ['==', '!=', '<', '<=', '>', '>='];
const testStarts: readonly string[] = ['name', 'string', 'integer', 'float'];

/** Expressions after Jinja2's grammar, loosest binding first: condition, or, and, not, compare, +-, ~, * / // %, unary, **. */
export class ExpressionParser {
  readonly stream: TokenStream;
  /** Whether backslashes in string literals are escapes here. */
  escapes = true;

  constructor(stream: TokenStream) {
    this.stream = stream;
  }

  readonly expression = (): Expression => this.stream.nested(() => this.#condition());

  /** An expression or, with commas, a tuple. Without `withCondition`, an inline `if` ends it (as in `for`). */
  tuple(withCondition = true): Expression {
    const { at } = this.stream.current;
    const items: Expression[] = [];
    let comma = false;
    while (!this.#ends()) {
      items.push(withCondition ? this.expression() : this.stream.nested(() => this.#or()));
      if (!this.stream.skipOperator(',')) {
        if (!comma) return items[0]!;
        break;
      }
      comma = true;
    }
    if (items.length === 0) this.stream.refuse('expected an expression');
    return { type: 'tuple', items, at };
  }

  /** Names and brackets of names, with commas between: what can be assigned to. */
  primaries(): Expression {
    const { at } = this.stream.current;
    const first = this.#primary();
    if (!this.stream.isOperator(',')) return first;
    const items = [first];
    while (this.stream.skipOperator(',') && !this.#ends()) items.push(this.#primary());
    return { type: 'tuple', items, at };
  }

  #ends(): boolean {
    const { kind, text } = this.stream.current;
    if (kind === 'variable_end' || kind === 'block_end' || kind === 'eof') return true;
    return kind === 'operator' && text === ')';
  }

  #condition(): Expression {
    let yes = this.#or();
    for (let length = 0; this.stream.isName('if'); this.stream.checkChain(++length)) {
      const { at } = this.stream.advance();
      const test = this.#or();
      const no = this.stream.skipName('else') ? this.expression() : undefined;
      yes = { type: 'condition', test, yes, no, at };
    }
    return yes;
  }

  #or(): Expression {
    let left = this.#and();
    for (let length = 0; this.stream.isName('or'); this.stream.checkChain(++length)) {
      const { at } = this.stream.advance();
      left = { type: 'or', left, right: this.#and(), at };
    }
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    for (let length = 0; this.stream.isName('and'); this.stream.checkChain(++length)) {
      const { at } = this.stream.advance();
      left = { type: 'and', left, right: this.#not(), at };
    }
    return left;
  }

  #not(): Expression {
    if (!this.stream.isName('not')) return this.#compare();
    const { at } = this.stream.advance();
    return { type: 'not', value: this.stream.nested(() => this.#not()), at };
  }

  #compare(): Expression {
    const { at } = this.stream.current;
    const first = this.#sum();
    const rest: (readonly [string, Expression])[] = [];
    for (let operator = this.#comparison(); operator !== undefined; operator = this.#comparison())
      rest.push([operator, this.#sum()]);
    return rest.length === 0 ? first : { type: 'compare', first, rest, at };
  }

  #comparison(): string | undefined {
    const { stream } = this;
    if (stream.current.kind === 'operator' && comparisons.includes(stream.current.text)) return stream.advance().text;
    if (stream.skipName('in')) return 'in';
    if (!stream.isName('not') || stream.following.kind !== 'name' || stream.following.text !== 'in') return undefined;
    stream.advance();
    stream.advance();
    return 'not in';
  }

  #sum(): Expression {
    return this.#chain(['+', '-'], () => this.#concat());
  }

  #concat(): Expression {
    const { at } = this.stream.current;
    const items = [this.#product()];
    while (this.stream.skipOperator('~')) items.push(this.#product());
    return items.length === 1 ? items[0]! : { type: 'concat', items, at };
  }

  #product(): Expression {
    return this.#chain(['*', '/', '//', '%'], () => this.#power());
  }

  // Jinja2 groups powers from the left, and lets a sign bind tighter.
  #power(): Expression {
    return this.#chain(['**'], () => this.#unary());
  }

  #chain(operators: readonly string[], operand: () => Expression): Expression {
    let left = operand();
    for (
      let length = 0;
      this.stream.current.kind === 'operator' && operators.includes(this.stream.current.text);
      length++
    ) {
      this.stream.checkChain(length);
      const { text: operator, at } = this.stream.advance();
      left = { type: 'binary', operator, left, right: operand(), at };
    }
    return left;
  }

  #unary(withFilter = true): Expression {
    const { at } = this.stream.current;
    const sign = this.stream.skipOperator('-') ? 'negate' : this.stream.skipOperator('+') ? 'positive' : undefined;
    const value: Expression =
      sign === undefined ? this.#primary() : { type: sign, value: this.stream.nested(() => this.#unary(false)), at };
    const whole = this.#postfix(value);
    return withFilter ? this.#filters(whole) : whole;
  }

  #primary(): Expression {
    const { stream } = this;
    const { kind, at, text } = stream.current;
    if (kind === 'name') return nameOrConstant(stream.advance());
    if (kind === 'integer' || kind === 'float') return numberConstant(stream.advance());
    if (kind === 'string') return { type: 'constant', value: this.#strings(), at };
    if (kind === 'operator' && text === '(') return this.#parenthesis(stream.advance());
    if (kind === 'operator' && text === '[') return parseList(stream, this.expression);
    if (kind === 'operator' && text === '{') return parseDict(stream, this.expression);
    return stream.refuse('expected an expression');
  }

  /** Adjacent literals are one text. */
  #strings(): string {
    let text = '';
    while (this.stream.current.kind === 'string') text += stringText(this.stream.advance(), this.escapes);
    return text;
  }

  #parenthesis({ at }: Token): Expression {
    const value: Expression = this.stream.isOperator(')')
      ? { type: 'tuple', items: [], at }
      : this.stream.nested(() => this.tuple());
    this.stream.expectOperator(')');
    return value;
  }

  #postfix(start: Expression): Expression {
    let value = start;
    for (let length = 0; ; this.stream.checkChain(++length)) {
      const { kind, text, at } = this.stream.current;
      if (kind !== 'operator') return value;
      if (text === '.') value = this.#member(value);
      else if (text === '[') value = this.#subscript(value);
      else if (text === '(') value = { type: 'call', callee: value, args: this.#arguments(), at };
      else return value;
    }
  }

  #member(value: Expression): Expression {
    const { at } = this.stream.advance();
    const { kind, text } = this.stream.current;
    if (kind === 'name') return { type: 'attribute', value, name: this.stream.advance().text, at };
    if (kind !== 'integer') return this.stream.refuse('expected a name or a number after the dot');
    this.stream.advance();
    return { type: 'item', value, key: numberConstant({ kind, text, at }), at };
  }

  #subscript(value: Expression): Expression {
    const { at } = this.stream.advance();
    const keys: Expression[] = [];
    let bounds: (Expression | undefined)[] | undefined;
    while (!this.stream.isOperator(']')) {
      if (keys.length > 0) this.stream.expectOperator(',');
      const part = this.#subscripted();
      if (Array.isArray(part)) bounds = part;
      keys.push(Array.isArray(part) ? { type: 'constant', value: null, at } : part);
    }
    this.stream.expectOperator(']');
    if (bounds) return { type: 'slice', value, bounds, at };
    return { type: 'item', value, key: keys.length === 1 ? keys[0]! : { type: 'tuple', items: keys, at }, at };
  }

  #subscripted(): Expression | (Expression | undefined)[] {
    const first = this.stream.isOperator(':') ? undefined : this.expression();
    if (first && !this.stream.isOperator(':')) return first;
    const bounds = [first];
    while (bounds.length < 3 && this.stream.skipOperator(':'))
      bounds.push(this.#endsBound() ? undefined : this.expression());
    return bounds;
  }

  #endsBound(): boolean {
    return this.stream.isOperator(']') || this.stream.isOperator(',') || this.stream.isOperator(':');
  }

  #filters(start: Expression): Expression {
    let value = start;
    for (let length = 0; ; this.stream.checkChain(++length)) {
      const { kind, text, at } = this.stream.current;
      if (kind === 'operator' && text === '|') value = this.#filter(value);
      else if (kind === 'name' && text === 'is') value = this.#test(value);
      else if (kind === 'operator' && text === '(')
        value = { type: 'call', callee: value, args: this.#arguments(), at };
      else return value;
    }
  }

  #filter(value: Expression | undefined): Expression {
    this.stream.expectOperator('|');
    return this.#namedFilter(value);
  }

  #namedFilter(value: Expression | undefined): Expression {
    const { at } = this.stream.current;
    const name = this.#dottedName();
    return { type: 'filter', value, name, args: this.stream.isOperator('(') ? this.#arguments() : noArguments, at };
  }

  /** The filters of a filter block: `upper | trim`, applied to a body that comes later. */
  filterChain(): Expression {
    let value = this.#namedFilter(undefined);
    while (this.stream.isOperator('|')) value = this.#filter(value);
    return value;
  }

  #test(value: Expression): Expression {
    const { at } = this.stream.advance();
    const negated = this.stream.skipName('not');
    const name = this.#dottedName();
    const test: Expression = { type: 'test', value, name, args: this.#testArguments(), at };
    return negated ? { type: 'not', value: test, at } : test;
  }

  #testArguments(): Arguments {
    const { kind, text } = this.stream.current;
    if (kind === 'operator' && text === '(') return this.#arguments();
    const starts = testStarts.includes(kind) || (kind === 'operator' && (text === '[' || text === '{'));
    if (!starts || this.stream.isName('else', 'or', 'and')) return noArguments;
    if (this.stream.isName('is')) this.stream.refuse('tests cannot be chained');
    const argument = this.#postfix(this.#primary());
    return { ...noArguments, positional: [argument] };
  }

  #dottedName(): string {
    let name = this.stream.expect('name').text;
    while (this.stream.skipOperator('.')) name += `.${this.stream.expect('name').text}`;
    return name;
  }

  #arguments(): Arguments {
    return this.stream.nested(() => parseArguments(this.stream, this.expression));
  }
}
