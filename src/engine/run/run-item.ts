/** One execution of a task: its condition, its keywords and options rendered, then its module, as often as `until` asks. */
import { Template, type Dict, type Templar, type Value } from '../../template/index.ts';
import { checkArguments, isArgumentProblem } from '../check-arguments.ts';
import { Unrecorded } from '../journal.ts';
import { failedConditionOf } from './conditions.ts';
import { itemSettings } from './item-settings.ts';
import { renderOptions } from './render-options.ts';
import { failedResult, skippedResult } from './results.ts';
import { runAttempts } from './run-attempts.ts';
import type { ItemRun } from './task-run.ts';

/** The result of one execution, never an exception of the play's making. Throws Unrecorded. */
export async function runItem(outer: ItemRun): Promise<Dict> {
  const run = withItemScope(outer);
  try {
    const condition = failedConditionOf(run.keywords.when, run.templar);
    if (condition !== undefined) return skippedResult(condition);
    return await runModule(run);
  } catch (error) {
    if (error instanceof Unrecorded) throw error;
    return failedResult(error);
  }
}

async function runModule(run: ItemRun): Promise<Dict> {
  const settings = itemSettings(run);
  run.notified.push(...settings.notify);
  const { module } = run.task;
  const given = renderOptions(run);
  const args = checkArguments(module, given);
  if (isArgumentProblem(args)) return refused(args.problem);
  return runAttempts(run, settings, args);
}

function refused(problem: string): Dict {
  return new Map<Value, Value>([
    ['failed', true],
    ['changed', false],
    ['msg', problem],
  ]);
}

function withItemScope(run: ItemRun): ItemRun {
  run.play.run.call = run;
  if (run.item === undefined) return run;
  const scope = run.scope.under(run.item.vars, !(run.task.loop?.value instanceof Template));
  const templar: Templar = run.templar.withScope(scope);
  return { ...run, scope, templar };
}
