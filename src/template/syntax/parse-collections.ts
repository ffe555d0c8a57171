import type { Expression } from './ast.ts';
import type { TokenStream } from './token-stream.ts';

/** `[a, b]`, a comma at the end allowed. */
export function parseList(stream: TokenStream, parseExpression: () => Expression): Expression {
  const { at } = stream.expectOperator('[');
  const items: Expression[] = [];
  eachUntil(stream, ']', () => items.push(parseExpression()));
  return { type: 'list', items, at };
}

/** `{key: value}`, a comma at the end allowed. */
export function parseDict(stream: TokenStream, parseExpression: () => Expression): Expression {
  const { at } = stream.expectOperator('{');
  const entries: (readonly [Expression, Expression])[] = [];
  eachUntil(stream, '}', () => {
    const key = parseExpression();
    stream.expectOperator(':');
    entries.push([key, parseExpression()]);
  });
  return { type: 'dict', entries, at };
}

function eachUntil(stream: TokenStream, close: string, parseItem: () => void): void {
  for (let first = true; !stream.isOperator(close); first = false) {
    if (!first) stream.expectOperator(',');
    if (stream.isOperator(close)) break;
    parseItem();
  }
  stream.expectOperator(close);
}
