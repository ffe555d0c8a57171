import type { TemplateTables } from './callable.ts';
import { TemplateError } from './errors.ts';
import { compileExpression, compileTemplate } from './compile/compiler.ts';
import type { CompiledTemplate } from './compile/render.ts';
import { parseExpression, parseTemplate } from './syntax/parser.ts';
import { splitHeader } from './syntax/header.ts';
import { SyntaxFailure } from './syntax/syntax-error.ts';
import { defaultSyntax, syntaxWith, type SyntaxOptions } from './syntax/syntax-options.ts';
import type { Value } from './values/types.ts';

/** How the text of a template is read. */
export interface CompileOptions {
  readonly overrides?: ReadonlyMap<Value, Value>;
  /** True (play text): backslashes in `{{ }}` stand for themselves. */
  readonly escapeBackslashes?: boolean;
}

/** Larger numbers of cached templates are forgotten from the oldest on. */
const mostCached = 5000;

/** The tables of callables and the compiled templates, each compiled once and found again by its source. */
export class Environment {
  readonly tables: TemplateTables;
  readonly #templates = new Map<string, CompiledTemplate | TemplateError>();
  readonly #expressions = new Map<string, CompiledTemplate | TemplateError>();

  constructor(tables: TemplateTables) {
    this.tables = tables;
  }

  /** A template compiled; throws a TemplateError (syntax, nofilter, notest, value for a bad header) with an offset. */
  template(source: string, options?: CompileOptions): CompiledTemplate {
    if (options === undefined) return cached(this.#templates, source, () => this.#compile(source, {}));
    const key = `${options.escapeBackslashes === false ? 'e' : 'p'}${JSON.stringify([...(options.overrides ?? [])])}\0${source}`;
    return cached(this.#templates, key, () => this.#compile(source, options));
  }

  /** A bare expression compiled; in a condition, literals that hold templates are rendered. */
  expression(source: string, isCondition: boolean): CompiledTemplate {
    const compile = (): CompiledTemplate =>
      compileExpression(source, parseExpression(source, !isCondition), this.tables, isCondition);
    return cached(this.#expressions, `${isCondition ? 'c' : 'e'}${source}`, compile);
  }

  #compile(source: string, { overrides, escapeBackslashes = true }: CompileOptions): CompiledTemplate {
    const { body, options } = splitHeader(source);
    const all = new Map([...(overrides ?? []), ...options]);
    const syntax = all.size === 0 ? defaultSyntax : syntaxWith(all);
    if (body === source && !holdsTag(body, syntax)) return plainText(source);
    const text = normalized(body, syntax);
    const statements = parseTemplate(text, syntax, escapeBackslashes);
    const compiled = compileTemplate(text, statements, this.tables);
    return { ...compiled, skippedLines: body === source ? 0 : 1, endingNewlines: countEndingNewlines(source) };
  }
}

function holdsTag(text: string, syntax: SyntaxOptions): boolean {
  const { variable_start_string: variable, block_start_string: block, comment_start_string: comment } = syntax;
  return text.includes(variable) || text.includes(block) || text.includes(comment);
}

/** Text without a tag is no template; nothing is cut or changed in it. */
function plainText(source: string): CompiledTemplate {
  const nothing = { blocks: new Map(), exports: new Map(), skippedLines: 0, endingNewlines: 0, mutates: false };
  return { source, shape: { size: 1 }, run: (_frame, out) => void out.push(source), single: () => source, ...nothing };
}

/** Every line end as `\n`; the last one is cut unless the options keep it. */
function normalized(body: string, syntax: SyntaxOptions): string {
  const text = body.includes('\r') ? body.replace(/\r\n?/g, '\n') : body;
  return !syntax.keep_trailing_newline && text.endsWith('\n') ? text.slice(0, -1) : text;
}

export function countEndingNewlines(text: string): number {
  let count = 0;
  while (count < text.length && text[text.length - 1 - count] === '\n') count++;
  return count;
}

function cached(
  cache: Map<string, CompiledTemplate | TemplateError>,
  key: string,
  compile: () => CompiledTemplate,
): CompiledTemplate {
  let known = cache.get(key);
  if (known === undefined) {
    known = compiledOrError(compile);
    if (cache.size >= mostCached) cache.delete(cache.keys().next().value!);
    cache.set(key, known);
  }
  if (known instanceof TemplateError) throw known;
  return known;
}

function compiledOrError(compile: () => CompiledTemplate): CompiledTemplate | TemplateError {
  try {
    return compile();
  } catch (error) {
    if (error instanceof TemplateError) return error;
    // Nesting that the parser's own bounds let through must not end the process.
    if (error instanceof RangeError) return new SyntaxFailure('the template is nested too deeply', 0);
    throw error;
  }
}
