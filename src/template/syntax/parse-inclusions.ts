import type { Statement } from './ast.ts';
import { parseName } from './parse-target.ts';
import type { StatementParser } from './statement-parser.ts';
import { syntaxError } from './syntax-error.ts';
import type { TokenStream } from './token-stream.ts';

/** `{% include template ignore missing with context %}` */
export function parseInclude(parser: StatementParser, at: number): Statement[] {
  const { stream } = parser;
  const template = parser.expressions.expression();
  const ignoreMissing = stream.isName('ignore') && stream.following.text === 'missing';
  if (ignoreMissing) {
    stream.advance();
    stream.advance();
  }
  return [{ type: 'include', template, ignoreMissing, withContext: parseContext(stream) ?? true, at }];
}

/** `{% import template as name %}` */
export function parseImport(parser: StatementParser, at: number): Statement[] {
  const template = parser.expressions.expression();
  if (!parser.stream.skipName('as')) parser.stream.refuse("expected 'as'");
  const name = parseName(parser);
  return [{ type: 'import', template, name, withContext: parseContext(parser.stream) ?? false, at }];
}

/** `{% from template import a, b as c %}` */
export function parseFrom(parser: StatementParser, at: number): Statement[] {
  const { stream } = parser;
  const template = parser.expressions.expression();
  if (!stream.skipName('import')) stream.refuse("expected 'import'");
  const names: (readonly [string, string])[] = [];
  let withContext = parseContext(stream);
  while (withContext === undefined) {
    names.push(parseImportedName(parser));
    withContext = parseContext(stream);
    if (!stream.skipOperator(',')) break;
  }
  return [{ type: 'from', template, names, withContext: withContext ?? parseContext(stream) ?? false, at }];
}

/** `{% extends template %}` */
export function parseExtends(parser: StatementParser, at: number): Statement[] {
  return [{ type: 'extends', template: parser.expressions.expression(), at }];
}

function parseImportedName(parser: StatementParser): readonly [string, string] {
  const { at } = parser.stream.current;
  const name = parseName(parser);
  if (name.startsWith('_')) syntaxError('names that start with an underscore cannot be imported', at);
  return [name, parser.stream.skipName('as') ? parseName(parser) : name];
}

/** Whether `with context` or `without context` is written; undefined for neither. */
function parseContext(stream: TokenStream): boolean | undefined {
  if (!stream.isName('with', 'without') || stream.following.text !== 'context') return undefined;
  const withContext = stream.advance().text === 'with';
  stream.advance();
  return withContext;
}
