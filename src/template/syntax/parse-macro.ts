import type { Expression, Statement } from './ast.ts';
import { parseName } from './parse-target.ts';
import type { StatementParser } from './statement-parser.ts';

interface Signature {
  readonly parameters: readonly string[];
  readonly defaults: readonly Expression[];
}

/** `{% macro name(a, b=1) %}…{% endmacro %}` */
export function parseMacro(parser: StatementParser, at: number): Statement[] {
  const name = parseName(parser);
  const signature = parseSignature(parser);
  return [{ type: 'macro', name, ...signature, body: parser.closedBody('endmacro'), at }];
}

/** `{% call(a) macro(…) %}…{% endcall %}` */
export function parseCall(parser: StatementParser, at: number): Statement[] {
  const signature = parser.stream.isOperator('(') ? parseSignature(parser) : { parameters: [], defaults: [] };
  const call = parser.expressions.expression();
  if (call.type !== 'call') return parser.stream.refuse('expected a call');
  return [{ type: 'call_block', call, ...signature, body: parser.closedBody('endcall'), at }];
}

function parseSignature(parser: StatementParser): Signature {
  const { stream } = parser;
  const parameters: string[] = [];
  const defaults: Expression[] = [];
  stream.expectOperator('(');
  while (!stream.isOperator(')')) {
    if (parameters.length > 0) stream.expectOperator(',');
    const name = parseName(parser);
    if (parameters.includes(name)) stream.refuse(`the parameter '${name}' comes twice`);
    parameters.push(name);
    if (stream.skipOperator('=')) defaults.push(parser.expressions.expression());
    else if (name === 'caller') stream.refuse("the parameter 'caller' needs a default");
    else if (defaults.length > 0) stream.refuse('a parameter without a default follows one with a default');
  }
  stream.expectOperator(')');
  return { parameters, defaults };
}
