import { builtInModules } from '../built-in-modules.ts';
import { loadPlaybook } from '../load/load-playbook.ts';
import type { LoadOptions, ModuleTable } from '../options.ts';
import type { Raw } from '../../template/index.ts';
import { isSilenced } from './is-silenced.ts';
import { nameUse } from './names/name-use.ts';
import { readScript } from './read-script.ts';
import type { Finding, LintContext, Rule } from './rule.ts';

export interface LintOptions {
  readonly rules: readonly Rule[];
  readonly modules?: ModuleTable;
  /** Variables given by `-e`. */
  readonly extraVars?: ReadonlyMap<string, Raw>;
  /** Names that whoever runs the play always gives. */
  readonly givenNames?: ReadonlySet<string>;
  /** Whether an inventory gives variables that are not looked at. */
  readonly hasInventory?: boolean;
}

/** What the loader of runs refuses too: after one of these, nothing is said of whether the rest can be loaded. */
const refusals = new Set(['unknown-module', 'unknown-keyword']);

/**
 * Looks a playbook over by rules, with all files it names in plain text; nothing is run. Findings come in the order of files and
 * lines. `# noqa: RULE` at the end of a line silences what is found there. Throws E_PLAY_MISSING or E_PLAY_SYNTAX for a playbook that
 * cannot be read.
 */
export function lintPlaybook(path: string, options: LintOptions): Finding[] {
  const { rules, modules = builtInModules(), extraVars = new Map<string, Raw>(), givenNames = new Set() } = options;
  const read = readScript(path, modules);
  const script = options.hasInventory === true ? { ...read, unread: [...read.unread, 'the inventory'] } : read;
  const names = nameUse(script);
  const context: LintContext = { script, names, extraVars: new Set(extraVars.keys()), givenNames };
  const findings = rules.flatMap(rule => findingsOf(rule, context));
  if (!findings.some(({ rule }) => refusals.has(rule))) refuseWhatRunsRefuse(path, { modules, extraVars });
  const lines = new Map(script.files.map(file => [file.path, file.lines]));
  return unique(findings.filter(finding => !isSilenced(finding, lines.get(finding.where.file) ?? []))).toSorted(
    byPlace,
  );
}

function refuseWhatRunsRefuse(path: string, options: LoadOptions): void {
  loadPlaybook(path, options);
}

function findingsOf(rule: Rule, context: LintContext): Finding[] {
  return [...rule.check(context)].map(problem => ({ ...problem, rule: rule.id, fix: problem.fix ?? rule.fix }));
}

/** A file that is included twice is found at fault once. */
function unique(findings: readonly Finding[]): Finding[] {
  const known = new Map(findings.map(finding => [`${placeText(finding)} ${finding.rule} ${finding.message}`, finding]));
  return [...known.values()];
}

function placeText({ where }: Finding): string {
  return `${where.file}:${where.line}:${where.column}`;
}

function byPlace(a: Finding, b: Finding): number {
  const files = a.where.file < b.where.file ? -1 : Number(a.where.file > b.where.file);
  return files || a.where.line - b.where.line || a.where.column - b.where.column;
}
