import { assignsTo } from './assigns-to.ts';
import type { Expression, Statement, Target } from './ast.ts';
import { parseExtends, parseFrom, parseImport, parseInclude } from './parse-inclusions.ts';
import { parseCall, parseMacro } from './parse-macro.ts';
import { parseName, parseTarget } from './parse-target.ts';
import type { ParseTag, StatementParser } from './statement-parser.ts';
import { syntaxError } from './syntax-error.ts';

/** The parser of each tag by its name. Ansible loads no extensions: `do`, `break`, `continue` and `trans` are no tags. */
export const statementParsers: ReadonlyMap<string, ParseTag> = new Map<string, ParseTag>([
  ['if', parseIf],
  ['for', parseFor],
  ['set', parseSet],
  ['with', parseWith],
  ['macro', parseMacro],
  ['call', parseCall],
  ['filter', parseFilterBlock],
  ['block', parseBlock],
  ['print', parsePrint],
  ['autoescape', parseAutoescape],
  ['include', parseInclude],
  ['import', parseImport],
  ['from', parseFrom],
  ['extends', parseExtends],
]);

function parseIf(parser: StatementParser, at: number): Statement[] {
  const branches: (readonly [Expression, readonly Statement[]])[] = [];
  let end = 'elif';
  while (end === 'elif') {
    const test = parser.expressions.tuple(false);
    branches.push([test, parser.body('elif', 'else', 'endif')]);
    end = parser.stream.advance().text;
  }
  const otherwise = end === 'else' ? parser.closedBody('endif') : [];
  return [{ type: 'if', branches, otherwise, at }];
}

function parseFor(parser: StatementParser, at: number): Statement[] {
  const { stream, expressions } = parser;
  const target = parseTarget(parser);
  if (!stream.skipName('in')) stream.refuse("expected 'in'");
  const iterable = expressions.tuple(false);
  const filter = stream.skipName('if') ? expressions.expression() : undefined;
  const recursive = stream.skipName('recursive');
  const body = parser.body('endfor', 'else');
  const otherwise = stream.advance().text === 'else' ? parser.closedBody('endfor') : [];
  if (assignsTo('loop', [target, body, otherwise])) syntaxError("'loop' cannot be assigned to within a for", at);
  return [{ type: 'for', target, iterable, filter, recursive, body, otherwise, at }];
}

function parseSet(parser: StatementParser, at: number): Statement[] {
  const target = parseTarget(parser, true);
  if (parser.stream.skipOperator('=')) return [{ type: 'set', target, value: parser.expressions.tuple(), at }];
  const filter = parser.stream.skipOperator('|') ? parser.expressions.filterChain() : undefined;
  return [{ type: 'set_block', target, filter, body: parser.closedBody('endset'), at }];
}

function parseWith(parser: StatementParser, at: number): Statement[] {
  const targets: Target[] = [];
  const values: Expression[] = [];
  while (parser.stream.current.kind !== 'block_end') {
    if (targets.length > 0) parser.stream.expectOperator(',');
    targets.push(parseTarget(parser));
    parser.stream.expectOperator('=');
    values.push(parser.expressions.expression());
  }
  return [{ type: 'with', targets, values, body: parser.closedBody('endwith'), at }];
}

function parseFilterBlock(parser: StatementParser, at: number): Statement[] {
  const filter = parser.expressions.filterChain();
  return [{ type: 'filter_block', filter, body: parser.closedBody('endfilter'), at }];
}

function parseBlock(parser: StatementParser, at: number): Statement[] {
  const { stream } = parser;
  const name = parseName(parser);
  if (parser.blockNames.has(name)) syntaxError(`block '${name}' is defined twice`, at);
  parser.blockNames.add(name);
  const scoped = stream.skipName('scoped');
  const required = stream.skipName('required');
  const body = parser.closedBody('endblock');
  const onlyBlank = body.every(statement => statement.type === 'text' && statement.text.trim() === '');
  if (required && !onlyBlank) syntaxError('a required block holds nothing but blanks and comments', at);
  stream.skipName(name);
  return [{ type: 'block', name, scoped, required, body, at }];
}

function parsePrint(parser: StatementParser): Statement[] {
  const outputs: Statement[] = [];
  while (parser.stream.current.kind !== 'block_end') {
    if (outputs.length > 0) parser.stream.expectOperator(',');
    const value = parser.expressions.expression();
    outputs.push({ type: 'output', value, at: value.at });
  }
  return outputs;
}

// Native results are never escaped, so only the scope of the tag remains.
function parseAutoescape(parser: StatementParser, at: number): Statement[] {
  parser.expressions.expression();
  return [{ type: 'scope', body: parser.closedBody('endautoescape'), at }];
}
