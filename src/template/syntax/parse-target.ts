import type { Expression, Target } from './ast.ts';
import type { StatementParser } from './statement-parser.ts';
import { syntaxError } from './syntax-error.ts';

/** What a `set`, `for` or `with` assigns to. */
export function parseTarget(parser: StatementParser, withMembers = false): Target {
  const { stream } = parser;
  const { following, current } = stream;
  if (withMembers && current.kind === 'name' && following.kind === 'operator' && following.text === '.')
    return parseMember(parser);
  return targetOf(parser.expressions.primaries());
}

/** A plain name where nothing else will do. */
export function parseName(parser: StatementParser): string {
  return parser.stream.expect('name').text;
}

function parseMember({ stream }: StatementParser): Target {
  const { text: object, at } = stream.advance();
  stream.advance();
  return { type: 'member', object, name: stream.expect('name').text, at };
}

function targetOf(expression: Expression): Target {
  const { at } = expression;
  if (expression.type === 'name') return { type: 'name', name: expression.name, at };
  if (expression.type !== 'tuple' && expression.type !== 'list') return syntaxError('this cannot be assigned to', at);
  return { type: 'targets', items: expression.items.map(targetOf), at };
}
