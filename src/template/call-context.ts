import { readFileSync } from 'node:fs';
import type { CallContext, RenderOptions, TemplateLookup, TemplateTables } from './callable.ts';
import { fail } from './fail.ts';
import { scopeWith, type Scope } from './scope.ts';
import { Template, type Dict, type Raw, type Value } from './values/types.ts';

/** What a run gives its templates besides variables. */
export interface TemplarOptions {
  /** Uniform in [0, 1). */
  readonly random?: () => number;
  readonly now?: () => Date;
  /** Folders to search for `files`, `templates`, …, nearest first. */
  readonly searchPath?: (kind: string) => readonly string[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly warn?: (message: string) => void;
  /** Reads the files that lookups name; default: as they stand. A run opens vaulted ones. */
  readonly readFile?: (path: string) => string;
  /** Bare names of lookups that the operator has switched off (`pipe`, `url`, …). */
  readonly refusedLookups?: ReadonlySet<string>;
}

/** The part of a templar that calls go through. */
interface ContextSource {
  readonly tables: TemplateTables;
  readonly scope: Scope;
  readonly options: TemplarOptions;
  resolve(raw: Raw): Value;
  render(raw: Raw): Value;
  renderText(
    source: string,
    options: RenderOptions & Pick<Template, 'where'> & { readonly vars: Dict | undefined },
  ): Value;
  withScope(scope: Scope): ContextSource;
}

/** What filters, tests, lookups and globals see of a templar. */
export function contextOf(templar: ContextSource): CallContext {
  const { tables } = templar;
  const {
    random = Math.random,
    now = () => new Date(),
    searchPath = () => [],
    environment = process.env,
    warn = () => undefined,
    readFile = path => readFileSync(path, 'utf8'),
    refusedLookups,
  } = templar.options;
  return {
    filter: name => tables.filters.get(name),
    test: name => tables.tests.get(name),
    lookup: name => (refusedLookups?.has(bareName(name)) ? refusedLookup(name) : tables.lookups.get(name)),
    variable: name => {
      const raw = templar.scope.get(name);
      return raw === undefined ? undefined : templar.resolve(raw);
    },
    variableNames: () => templar.scope.names(),
    render: (raw, vars, options) => renderFor(templar, raw, vars, options),
    random,
    now,
    searchPath,
    environment,
    warn,
    readFile,
  };
}

function bareName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function refusedLookup(name: string): TemplateLookup {
  return { run: () => fail('lookup', `the lookup '${name}' is switched off by the configuration`) };
}

function renderFor(
  templar: ContextSource,
  raw: Raw,
  vars: Dict | undefined,
  options: RenderOptions | undefined,
): Value {
  if (raw instanceof Template) return templar.renderText(raw.source, { ...options, where: raw.where, vars });
  return (vars === undefined ? templar : templar.withScope(scopeWith(vars, templar.scope))).render(raw);
}
