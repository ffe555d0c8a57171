/** The tokens of a JMESPath expression, as jmespath.py 1.0 cuts it. */
import { TemplateError } from '../../errors.ts';
import { fail } from '../../fail.ts';
import { parseJson } from '../../formats/json.ts';
import { str } from '../../values/text.ts';
import type { Value } from '../../values/types.ts';

/** `kind` is the sign itself, or what the token is. */
export interface Token {
  readonly kind: string;
  /** Of names, numbers and literals. */
  readonly value: Value;
  readonly start: number;
}

/** Everything but what stands between quotes: longer signs first. */
const PLAIN = /(?:([A-Za-z_][A-Za-z0-9_]*)|(-?[0-9]+)|(\[\]|\[\?|\|\||&&|<=|>=|!=|==|[.*\],:@(){}[|&<>!]))/y;
const BLANKS = /[ \t\n\r]*/y;
const QUOTED = /(["'`])((?:\\[^]|(?!\1)[^\\])*)\1/y;

/** Cuts the expression up; throws kind `value` where it cannot be. The last token is of kind `end`. */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let start = skipBlanks(source, 0);
  while (start < source.length) {
    const [token, end] = quotedAt(source, start) ?? plainAt(source, start) ?? misplaced(source, start);
    tokens.push(token);
    start = skipBlanks(source, end);
  }
  return [...tokens, { kind: 'end', value: null, start }];
}

function skipBlanks(source: string, start: number): number {
  BLANKS.lastIndex = start;
  return start + (BLANKS.exec(source)?.[0].length ?? 0);
}

function plainAt(source: string, start: number): [Token, number] | undefined {
  PLAIN.lastIndex = start;
  const [text, name, number, sign] = PLAIN.exec(source) ?? [];
  if (text === undefined) return undefined;
  const end = start + text.length;
  if (name !== undefined) return [{ kind: 'name', value: name, start }, end];
  if (number !== undefined) return [{ kind: 'number', value: Number(number), start }, end];
  return [{ kind: sign ?? '', value: null, start }, end];
}

function quotedAt(source: string, start: number): [Token, number] | undefined {
  QUOTED.lastIndex = start;
  const [text, quote = '', inner = ''] = QUOTED.exec(source) ?? [];
  if (text === undefined) return undefined;
  const token = { ...(readers[quote] ?? readRaw)(inner), start };
  return [token, start + text.length];
}

const readers: Readonly<Record<string, (inner: string) => { kind: string; value: Value }>> = {
  '"': inner => ({ kind: 'quoted name', value: str(parseJson(`"${inner}"`)) }),
  '`': inner => ({ kind: 'literal', value: literalOf(inner.replaceAll('\\`', '`')) }),
};

function readRaw(inner: string): { kind: string; value: Value } {
  return { kind: 'literal', value: inner.replaceAll("\\'", "'") };
}

/** JSON, or the text of a JSON string without its quotes. Numbers keep their digits. */
function literalOf(text: string): Value {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof TemplateError) return parseJson(`"${text.trimStart()}"`);
    throw error;
  }
}

function misplaced(source: string, start: number): never {
  return fail(
    'value',
    `the query '${shortened(source)}' cannot be read at ${start + 1}: ${source.slice(start, start + 10)}`,
  );
}

/** A query as error texts show it. */
export function shortened(source: string): string {
  return source.length > 100 ? `${source.slice(0, 100)}…` : source;
}
