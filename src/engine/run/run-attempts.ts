/** The module, and again until its condition holds; then what changed_when and failed_when make of the result. */
import type { Dict, Raw, Templar } from '../../template/index.ts';
import { listOf } from '../load/tree.ts';
import type { ModuleArguments } from '../module.ts';
import { ConditionError, failedConditionOf } from './conditions.ts';
import { executeModule } from './execute-module.ts';
import type { ItemSettings } from './item-settings.ts';
import { isTrue } from './results.ts';
import { sleep } from './sleep.ts';
import type { ItemRun } from './task-run.ts';

/** Runs the module until it has done; the last result, with `attempts` where it was meant to be tried again. */
export async function runAttempts(run: ItemRun, settings: ItemSettings, args: ModuleArguments): Promise<Dict> {
  const { tries } = settings;
  for (let attempt = 1; ; attempt++) {
    const result = await executeModule(run, settings, args, attempt);
    const templar = withResult(run, result);
    judge(run, result, templar);
    if (tries === 1 || run.fate.interrupted) return result;
    result.set('attempts', attempt);
    if (isDone(settings, result, templar)) return result;
    if (attempt === tries) return givenUp(result, tries);
    report(run, result, attempt, tries);
    await sleep(settings.delay * 1000, run.play.run.signalFor(run.section));
  }
}

/** The registered name shows this attempt's result to until, changed_when and failed_when. */
function withResult(run: ItemRun, result: Dict): Templar {
  const register = run.task.keywords.get('register');
  if (typeof register !== 'string') return run.templar;
  return run.templar.withScope(run.scope.under(new Map<string, Raw>([[register, result]])));
}

function judge(run: ItemRun, result: Dict, templar: Templar): void {
  if (isTrue(result, 'skipped') || run.fate.interrupted) return;
  const { keywords } = run.task;
  const decided = decide(listOf(keywords.get('changed_when')), 'changed', result, templar);
  if (decided) decide(listOf(keywords.get('failed_when')), 'failed', result, templar);
}

/** Lets conditions decide a flag; one that cannot be evaluated fails the task and leaves its error as the result: then false is given. */
function decide(conditions: readonly Raw[], flag: 'changed' | 'failed', result: Dict, templar: Templar): boolean {
  if (conditions.length === 0 || result.get('unreachable') === true) return true;
  try {
    const holds = failedConditionOf(conditions, templar) === undefined;
    result.set(flag, holds);
    if (flag === 'failed') result.set('failed_when_result', holds);
    return true;
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    result.set('failed', true);
    result.set(`${flag}_when_result`, error.message);
    return false;
  }
}

function isDone(settings: ItemSettings, result: Dict, templar: Templar): boolean {
  if (settings.until.length === 0) return !isTrue(result, 'failed');
  return failedConditionOf(settings.until, templar) === undefined;
}

function givenUp(result: Dict, tries: number): Dict {
  result.set('attempts', tries - 1);
  result.set('failed', true);
  return result;
}

function report(run: ItemRun, result: Dict, attempt: number, tries: number): void {
  result.set('retries', tries);
  const { info, host } = run;
  run.play.emit({ type: 'retry', task: info, host: host.name, attempt, left: tries - attempt, result });
}
