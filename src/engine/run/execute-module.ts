/** The single place where a module runs: async, the journal, the time-out and the signal lie around it, masking after it. */
import { isWrittenText, str, toValue, type Dict, type Value } from '../../template/index.ts';
import type { Module, ModuleArguments, ModuleResult } from '../module.ts';
import { actions } from '../actions/index.ts';
import { textLines } from '../modules/process/text-lines.ts';
import { masked } from './censor.ts';
import type { HostState } from './host-state.ts';
import type { ItemSettings } from './item-settings.ts';
import { journalled } from './journalled.ts';
import { asBoolean, booleanKeyword, keywordValue } from './read-keyword.ts';
import { runAsync } from './run-async.ts';
import type { ItemRun } from './task-run.ts';

/** Runs the module once, or takes what the journal kept of it, and gives the complete result. */
export async function executeModule(
  run: ItemRun,
  settings: ItemSettings,
  args: ModuleArguments,
  attempt: number,
): Promise<Dict> {
  const { module } = run.task;
  if (settings.check && module.checkMode === 'skip') return notInCheckMode(module);
  const start = (limits: ItemSettings): Promise<ModuleResult> => journalled(run, limits, args, attempt);
  const found = unreachable(run) ?? (await runAsync(run, settings, start));
  const result = completed(dictOfResult(found), run);
  applyFacts(run, result, args);
  const secrets = secretsOf(module, args);
  return secrets.size === 0 ? result : new Map([...result].map(([key, value]) => [key, masked(value, secrets)]));
}

function notInCheckMode(module: Module): Dict {
  return new Map<Value, Value>([
    ['changed', false],
    ['skipped', true],
    ['msg', `remote module (${module.name}) does not support check mode`],
  ]);
}

/** Adds what every result has: `changed`, `failed`, and the lines of captured output. Includes leave them out. */
function completed(result: Dict, { task, item }: ItemRun): Dict {
  if (task.dynamic && item) return result;
  if (!result.has('changed')) result.set('changed', false);
  if (!task.dynamic && !result.has('failed') && !result.has('skipped')) result.set('failed', false);
  for (const stream of ['stdout', 'stderr']) {
    const text = result.get(stream);
    if (typeof text === 'string' && !result.has(`${stream}_lines`)) result.set(`${stream}_lines`, textLines(text));
  }
  return result;
}

/** A module's answer as a dict. Dicts in it are taken as they are: what is rendered already need not be copied. */
function dictOfResult(found: ModuleResult): Dict {
  const result: Dict = new Map();
  for (const [key, value] of Object.entries(found)) {
    if (value !== undefined) result.set(key, value instanceof Map ? value : toValue(value));
  }
  return result;
}

/** Facts become variables: those of set_fact of the host's own making, those of other modules what was found. */
function applyFacts(run: ItemRun, result: Dict, args: ModuleArguments): void {
  const { task } = run;
  const facts = result.get('ansible_facts');
  if (!(facts instanceof Map) || task.module.name === 'include_vars') return;
  const cacheable = asBoolean(args['cacheable'] ?? false) === true;
  for (const host of factsHosts(run)) {
    if (task.module.name !== 'set_fact' || cacheable) host.addFacts(facts, run.play.run.settings.injectFacts);
    if (task.module.name === 'gather_facts') host.facts.set('_ansible_facts_gathered', true);
    if (task.module.name === 'set_fact')
      for (const [name, value] of facts)
        host.setFact(str(name), value, isWrittenText(task.options.get(str(name)), run.scope));
  }
}

function secretsOf(module: Module, args: ModuleArguments): Set<string> {
  const secrets = new Set<string>();
  for (const [name, option] of Object.entries(module.spec)) {
    const value = option.noLog === true ? args[name] : undefined;
    if (value !== undefined && value !== null && str(value) !== '') secrets.add(str(value));
  }
  return secrets;
}

/** With delegate_facts they belong to the host that the task was delegated to. */
function factsHosts({ sharing, play, keywords, templar }: ItemRun): readonly HostState[] {
  const to = keywords.get('delegate_to');
  if (to === undefined || booleanKeyword('delegate_facts', keywords.get('delegate_facts'), templar) !== true)
    return sharing;
  const found = play.run.findHost(str(keywordValue('delegate_to', to, templar)));
  return found === undefined ? sharing : [found];
}

/** Hosts are reached as the local machine: one that asks for another connection cannot be. The engine's own actions need none. */
function unreachable({ task, scope, templar }: ItemRun): ModuleResult | undefined {
  const raw = scope.get('ansible_connection');
  if (raw === undefined || actions.has(task.module.name)) return undefined;
  const connection = str(templar.render(raw));
  if (connection === 'local') return undefined;
  return {
    unreachable: true,
    msg: `Task failed: Failed to connect to the host via ${connection}: only local hosts are reached from here`,
  };
}
