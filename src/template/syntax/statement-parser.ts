import type { Statement } from './ast.ts';
import type { ExpressionParser } from './parse-expression.ts';
import type { TokenStream } from './token-stream.ts';

/** The part of the parser that the parsers of single tags use. */
export interface StatementParser {
  readonly stream: TokenStream;
  readonly expressions: ExpressionParser;
  /** Names of the blocks met so far; each may come once. */
  readonly blockNames: Set<string>;
  body(...ends: readonly string[]): readonly Statement[];
  closedBody(end: string): readonly Statement[];
}

/** Parses one tag whose name is already taken, up to (not with) the end of the tag. */
export type ParseTag = (parser: StatementParser, at: number) => readonly Statement[];
