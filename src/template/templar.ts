import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Where } from '../errors.ts';
import { contextOf, type TemplarOptions } from './call-context.ts';
import type { CallContext, RenderOptions, TemplateTables } from './callable.ts';
import { captured } from './values/failure.ts';
import { Frame } from './compile/frame.ts';
import { looksLikeTemplate } from './compile/looks-like-template.ts';
import { withPlace } from './compile/place.ts';
import { Render, type CompiledTemplate, type Host } from './compile/render.ts';
import type { Environment } from './environment.ts';
import { TemplateError } from './errors.ts';
import { fail } from './fail.ts';
import { finalize } from './finalize.ts';
import { endOf, exhausted, runAll } from './run-nodes.ts';
import { scopeWith, type Scope } from './scope.ts';
import { isWrittenText } from './written-text.ts';
import { VaultedText } from './formats/vaulted-text.ts';
import { dictSet } from './values/dict.ts';
import { OMIT } from './values/omit.ts';
import { truth } from './values/truth.ts';
import { typeName } from './values/type-name.ts';
import { LazyDict, LazyList, Template, Undefined, type Dict, type Raw, type Value } from './values/types.ts';

export interface RenderTextOptions extends Omit<RenderOptions, 'overrides'> {
  /** Delimiters and the handling of blanks, by Jinja2's names. */
  readonly overrides?: Readonly<Record<string, Value>> | Dict;
  readonly where?: Where | undefined;
  /** Variables on top of the scope. */
  readonly vars?: Dict | undefined;
}

/** More templates than this within one another are taken for a recursion. */
const deepest = 60;

/** Renders what plays hold, with the variables of one scope. Data is never rendered: only Template values hold templates. */
export class Templar implements Host {
  readonly environment: Environment;
  readonly scope: Scope;
  readonly options: TemplarOptions;
  readonly context: CallContext;
  readonly #active = new Set<Template>();

  constructor(environment: Environment, scope: Scope, options: TemplarOptions = {}) {
    this.environment = environment;
    this.scope = scope;
    this.options = options;
    this.context = contextOf(this);
  }

  get tables(): TemplateTables {
    return this.environment.tables;
  }

  /** The value as a task may use it. Throws for undefined or unsupported values at any depth; OMIT comes back as OMIT. */
  render(raw: Raw): Value {
    return finalize(this.resolve(raw));
  }

  /** The value with undefined and failed parts still travelling in it. */
  resolve(raw: Raw): Value {
    if (raw instanceof Template) return this.#resolveTemplate(raw);
    if (raw instanceof LazyList) return raw.items.map(item => this.resolve(item));
    if (raw instanceof LazyDict) return this.#resolveDict(raw);
    return raw instanceof VaultedText ? captured(raw.unopened()) : raw;
  }

  /** `when`: a bool, or an expression that gives one; anything else is an error of kind `conditional` (Ansible). */
  evaluateCondition(raw: Raw): boolean {
    const condition = this.#conditionOf(raw);
    if (typeof condition === 'boolean') return condition;
    if (typeof condition !== 'string' && !(condition instanceof Template)) return notABool(condition);
    const [source, where] =
      condition instanceof Template ? [condition.source, condition.where] : [condition, undefined];
    const result = finalize(this.#evaluate(source, where, true));
    if (result === OMIT) return fail('omitted', 'the condition came out as omit');
    return typeof result === 'boolean' ? result : notABool(result);
  }

  /** A bare expression, as `debug: var` has; not finalised. */
  evaluateExpression(source: string, where?: Where): Value {
    return this.#evaluate(source, where, false);
  }

  /** The text of a whole file (template module, template lookup), finalised. */
  renderText(source: string, options: RenderTextOptions = {}): Value {
    const { where, vars, overrides, escapeBackslashes } = options;
    const templar = vars === undefined ? this : this.withScope(scopeWith(vars, this.scope));
    const plain = overrides === undefined && escapeBackslashes === undefined;
    const compileOptions = plain ? undefined : compileOptionsOf(overrides, escapeBackslashes);
    return finalize(templar.#run(source, where, () => this.environment.template(source, compileOptions)));
  }

  withScope(scope: Scope): Templar {
    return new Templar(this.environment, scope, this.options);
  }

  variable(name: string): Raw | undefined {
    return this.scope.get(name);
  }

  names(): readonly string[] {
    return this.scope.names();
  }

  /** A template file by name from the `templates` folders. */
  load(name: string): CompiledTemplate | undefined {
    for (const folder of this.options.searchPath?.('templates') ?? []) {
      const file = isAbsolute(name) ? name : join(folder, name);
      const source = readIfThere(file);
      if (source === undefined) continue;
      const where = { file, line: 1, column: 1 };
      const compile = (): CompiledTemplate => this.environment.template(source, { escapeBackslashes: false });
      return { ...this.#compiled(source, where, compile), where };
    }
    return undefined;
  }

  /** Like all errors of variables, that of the template travels with the value; only a recursion ends at once. */
  #resolveTemplate(template: Template): Value {
    if (this.#active.has(template) || this.#active.size >= deepest) fail('recursion', 'the variable refers to itself');
    this.#active.add(template);
    try {
      const { source, where } = template;
      return this.#run(source, where, () => this.environment.template(source));
    } catch (error) {
      return captured(error);
    } finally {
      this.#active.delete(template);
    }
  }

  #resolveDict({ entries }: LazyDict): Value {
    const dict: Dict = new Map();
    for (const [key, item] of entries) dictSet(dict, key, this.resolve(item));
    return dict;
  }

  #conditionOf(raw: Raw): Raw {
    const text = raw instanceof Template ? raw.source : raw;
    if (text === null || (typeof text === 'string' && text.trim() === ''))
      return fail('conditional', 'a condition cannot be empty');
    if (typeof text !== 'string' || !isAllTemplate(text)) return raw;
    const template = raw instanceof Template ? raw : new Template(text);
    const result = this.render(template);
    return typeof result !== 'string' || isWrittenText(template, this.scope)
      ? result
      : fail('untrusted', 'the condition came out as a text, which is data and never evaluated');
  }

  #evaluate(source: string, where: Where | undefined, isCondition: boolean): Value {
    return this.#run(source, where, () => this.environment.expression(source, isCondition));
  }

  #run(source: string, where: Where | undefined, compile: () => CompiledTemplate): Value {
    const template = this.#compiled(source, where, compile);
    const render = new Render(this, template, where);
    try {
      if (template.single) return endOf(template, template.single(new Frame(render, template.shape.size, undefined)));
      return endOf(template, runAll(render));
    } catch (error) {
      throw error instanceof RangeError ? exhausted(error) : error;
    }
  }

  #compiled(source: string, where: Where | undefined, compile: () => CompiledTemplate): CompiledTemplate {
    try {
      return compile();
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      const at = 'at' in error && typeof error.at === 'number' ? error.at : 0;
      throw withPlace(error, { source, where, skippedLines: 0 }, at);
    }
  }
}

function compileOptionsOf(overrides: RenderTextOptions['overrides'], escapeBackslashes: boolean | undefined) {
  return {
    overrides: overrides instanceof Map ? overrides : new Map(Object.entries(overrides ?? {})),
    ...(escapeBackslashes !== undefined && { escapeBackslashes }),
  };
}

function isAllTemplate(text: string): boolean {
  const bare = text.trim();
  const pairs = [
    ['{{', '}}'],
    ['{%', '%}'],
    ['{#', '#}'],
  ] as const;
  return pairs.some(([start, end]) => bare.startsWith(start) && bare.endsWith(end)) && looksLikeTemplate(text);
}

function notABool(value: Value | LazyList | LazyDict): never {
  const plain = value instanceof LazyList || value instanceof LazyDict ? null : value;
  const truthful = plain instanceof Undefined ? plain.raise() : truth(plain);
  return fail(
    'conditional',
    `a condition must give a bool, not a value of type '${typeName(plain)}' (which counts as ${String(truthful)})`,
  );
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'ENOENT' || error.code === 'EISDIR' || error.code === 'ENOTDIR')
    )
      return undefined;
    throw error;
  }
}
