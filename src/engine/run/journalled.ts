/** One execution with the journal around it: what an earlier life of the run recorded is applied, not done again. */
import { actions } from '../actions/index.ts';
import type { ExecutionKey, Journal } from '../journal.ts';
import { effectOf, type Module, type ModuleArguments, type ModuleEffect, type ModuleResult } from '../module.ts';
import { guarded } from './guarded.ts';
import type { ItemSettings } from './item-settings.ts';
import { asBoolean } from './read-keyword.ts';
import type { ItemRun } from './task-run.ts';

/** Runs the module once, or takes what the journal kept of it. */
export async function journalled(
  run: ItemRun,
  settings: ItemSettings,
  args: ModuleArguments,
  attempt: number,
): Promise<ModuleResult> {
  const { journal } = run.play.run;
  if (!journal) return guarded(run, settings, args);
  const { host, task, item, visit } = run;
  const key = { host: host.name, path: task.path, item: item?.index, attempt, visit };
  const recorded = journal.recorded(key);
  if (recorded !== undefined) return replayed(run, recorded);
  const execution = { run, settings, args, journal, key };
  return leavesProcess(run) ? recordedCall(execution) : evaluated(execution);
}

interface Execution {
  readonly run: ItemRun;
  readonly settings: ItemSettings;
  readonly args: ModuleArguments;
  readonly journal: Journal;
  readonly key: ExecutionKey;
}

/** The engine's own actions change nothing outside: walked again, they are done again, but for those that draw on the world. */
const DRAWING = new Set(['set_fact', 'pause']);

function leavesProcess({ task }: ItemRun): boolean {
  return !actions.has(task.module.name) || DRAWING.has(task.module.name);
}

async function recordedCall({ run, settings, args, journal, key }: Execution): Promise<ModuleResult> {
  const { module } = run.task;
  const effect = effectOf(module, args);
  const isUnknown = journal.isOutcomeUnknown(key);
  if (isUnknown && !isMadeAgain(run, effect)) return keep(journal, key, { ...unknown(module), ...lost });
  const { info, section } = run;
  await journal.started(key, {
    task: info.name,
    module: module.name,
    args,
    noLog: info.noLog,
    effect,
    undoes: section.shielded,
  });
  const result = await guarded(run, isUnknown ? { ...settings, repeated: true } : settings, args);
  // Turned back before the call was made again: whether it was made before is still not known.
  return keep(journal, key, isUnknown && run.fate.interrupted ? { ...unknown(module), ...result } : result);
}

async function keep(journal: Journal, key: ExecutionKey, result: ModuleResult): Promise<ModuleResult> {
  await journal.finished(key, result);
  return result;
}

/** Only an interruption is kept: walked again, the run must turn back at the same place. */
async function evaluated({ run, settings, args, journal, key }: Execution): Promise<ModuleResult> {
  const result = await guarded(run, settings, args);
  if (run.fate.interrupted) await journal.finished(key, result);
  return result;
}

function replayed(run: ItemRun, recorded: ModuleResult): ModuleResult {
  if (recorded['interrupted'] === true) run.fate.interrupted = true;
  return recorded;
}

/** A run that goes back makes no write of its block again: its rescue asks what became of it, or undoes it. */
function isMadeAgain(run: ItemRun, effect: ModuleEffect): boolean {
  if (effect === 'read') return true;
  const goesBack = run.play.run.entry === 'undo' && !run.section.shielded;
  return !goesBack && (effect === 'repeatable' || saidRepeatable(run));
}

/** A task says with `vars: {omnicrm_repeatable: true}` that its call may be made twice. */
function saidRepeatable({ scope, templar }: ItemRun): boolean {
  const raw = scope.get('omnicrm_repeatable');
  return raw !== undefined && asBoolean(templar.render(raw)) === true;
}

/** Plays know a call that was not answered by its status. */
function unknown({ name }: Module): ModuleResult {
  return { outcome_unknown: true, ...(name === 'uri' ? { status: -1 } : {}) };
}

const lost: ModuleResult = {
  failed: true,
  msg: 'The process died during this call, and nobody knows whether it was carried out. It is not made again, so it counts as failed.',
};
