/** The templates and bare expressions of a play, parsed, each with its place. */
import type { Where } from '../../../errors.ts';
import { Template, type Raw, type Value } from '../../../template/index.ts';
import { TemplateError } from '../../../template/errors.ts';
import type { Expression, Statement } from '../../../template/syntax/ast.ts';
import { parseExpression, parseTemplate } from '../../../template/syntax/parser.ts';
import { asDict, asList, asText } from '../../load/tree.ts';
import { placeOfValue, type PlayFile } from '../play-file.ts';

export type Syntax = Expression | readonly Statement[];

export interface WrittenTemplate {
  readonly source: string;
  readonly where: Where;
  readonly file: PlayFile;
  /** A bare expression, as `when` holds. */
  readonly bare: boolean;
  /** Undefined when it cannot be parsed. */
  readonly tree: Syntax | undefined;
  readonly problem: TemplateError | undefined;
}

/** Every template at any depth of a value; with `bare`, every text is an expression. */
export function* templatesIn(
  raw: Raw | undefined,
  file: PlayFile,
  where: Where,
  bare = false,
): Generator<WrittenTemplate> {
  if (raw === undefined) return;
  for (const [key, item] of partsOf(raw)) yield* templatesIn(item, file, placeOfValue(file, raw, key), bare);
  const source = asText(raw);
  if (source === undefined || (!bare && !(raw instanceof Template))) return;
  const isExpression = bare && !(raw instanceof Template);
  yield { source, where, file, bare: isExpression, ...parse(source, isExpression) };
}

/** The members of a mapping or items of a list by key or index. */
export function* partsOf(raw: Raw): Generator<readonly [Value, Raw]> {
  yield* asDict(raw) ?? [];
  yield* asList(raw)?.entries() ?? [];
}

type Parsed = Pick<WrittenTemplate, 'tree' | 'problem'>;

function parse(source: string, bare: boolean): Parsed {
  const key = `${bare ? 'e' : 't'}${source}`;
  let parsed = known.get(key);
  if (parsed === undefined) {
    parsed = parseAnew(source, bare);
    if (known.size >= mostKept) known.clear();
    known.set(key, parsed);
  }
  return parsed;
}

/** The rules ask for the same template many times. */
const known = new Map<string, Parsed>();
const mostKept = 5000;

function parseAnew(source: string, bare: boolean): Parsed {
  try {
    return { tree: bare ? parseExpression(source) : parseTemplate(source), problem: undefined };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { tree: undefined, problem: error };
  }
}

/** The place of an offset of a template, found by the word that stands there. */
export function placeInTemplate({ source, where, file }: WrittenTemplate, offset: number): Where {
  const [word] = /^[\p{L}\p{N}_]*/u.exec(source.slice(offset)) ?? [''];
  if (word === '') return where;
  let left = source.slice(0, offset).split(word).length;
  for (let line = where.line; line <= file.lines.length && line < where.line + 200; line++) {
    const text = file.lines[line - 1] ?? '';
    for (let at = text.indexOf(word, line === where.line ? where.column - 1 : 0); at !== -1;) {
      left -= 1;
      if (left === 0) return { file: where.file, line, column: at + 1, excerpt: text };
      at = text.indexOf(word, at + word.length);
    }
  }
  return where;
}
