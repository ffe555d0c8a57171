/** What filters, tests, globals and lookups are: plain functions in a table by name, and what they may use. */
import type { Dict, Raw, Value } from './values/types.ts';

export type Keywords = ReadonlyMap<string, Value>;

/** How the text of a whole file is rendered. */
export interface RenderOptions {
  /** False: backslashes in `{{ }}` are escapes, as the template module has it. True by default. */
  readonly escapeBackslashes?: boolean;
  /** Delimiters and white space control by Jinja2's names: `variable_start_string`, `trim_blocks`, … */
  readonly overrides?: Readonly<Record<string, string | boolean>>;
}

/** What a called function may see of the render that calls it. */
export interface CallContext {
  /** For `map`, `select`, `reject`, …: the entry of that name; undefined (JS) when there is none. */
  filter(name: string): TemplateFilter | undefined;
  test(name: string): TemplateTest | undefined;
  lookup(name: string): TemplateLookup | undefined;
  /** A variable of the scope, rendered; undefined (JS) when there is none. */
  variable(name: string): Value | undefined;
  /** Names of all variables of the scope (`varnames`). */
  variableNames(): readonly string[];
  /** Renders template text or a lazy tree in this scope, with extra variables on top (the `template` lookup). */
  render(raw: Raw, vars?: Dict, options?: RenderOptions): Value;
  /** Uniform in [0, 1): the run's source of chance, which a journal can record. */
  random(): number;
  /** The run's clock. */
  now(): Date;
  /** Folders in which lookups search for `kind` (`files`, `templates`, …), nearest first. */
  searchPath(kind: string): readonly string[];
  /** Environment variables that `lookup('env')` sees. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  warn(message: string): void;
  /** The text of a file, opened where it is vaulted. */
  readFile(path: string): string;
}

/** `args[0]` is the value before the bar. */
export interface TemplateFilter {
  /** Called even when an argument is undefined (`default`, `defined`, `mandatory`, `type_debug`); others then give that undefined back. */
  readonly acceptsUndefined?: boolean;
  run(args: readonly Value[], keywords: Keywords, context: CallContext): Value;
}

export interface TemplateTest {
  readonly acceptsUndefined?: boolean;
  run(args: readonly Value[], keywords: Keywords, context: CallContext): boolean;
}

/** Gives a list of results for a list of terms; `lookup()` joins them with commas, `query()` keeps the list (Ansible). */
export interface TemplateLookup {
  /** Called even when a term or an option is undefined; others then give that undefined back. */
  readonly acceptsUndefined?: boolean;
  run(terms: readonly Value[], options: Keywords, context: CallContext): readonly Value[];
}

export type TemplateGlobal = Value | { run(args: readonly Value[], keywords: Keywords, context: CallContext): Value };

export interface TemplateTables {
  readonly filters: ReadonlyMap<string, TemplateFilter>;
  readonly tests: ReadonlyMap<string, TemplateTest>;
  readonly lookups: ReadonlyMap<string, TemplateLookup>;
  readonly globals: ReadonlyMap<string, TemplateGlobal>;
}
