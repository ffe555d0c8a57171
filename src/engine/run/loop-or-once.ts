/** A task on one host: once, or for each item of its loop. */
import { TemplateError, type Dict, type Value } from '../../template/index.ts';
import { evaluateLoop, LoopError } from './evaluate-loop.ts';
import { failedConditionOf } from './conditions.ts';
import { failedResult, skippedResult } from './results.ts';
import { KeywordError } from './read-keyword.ts';
import { itemRunOf } from './item-run-of.ts';
import { runItem } from './run-item.ts';
import { runLoop } from './run-loop.ts';
import type { TaskRun } from './task-run.ts';

/** The task's whole result: what `register` keeps. */
export async function loopOrOnce(run: TaskRun): Promise<Dict> {
  if (run.task.loop === undefined) return runItem(itemRunOf(run, undefined));
  const items = itemsOf(run);
  if (items instanceof Map) return items;
  try {
    return await runLoop(run, items);
  } catch (error) {
    if (!(error instanceof KeywordError)) throw error;
    return failedLoop(error);
  }
}

/** The items, or the result of a task whose loop cannot be worked out: skipped when a condition is false without an item. */
function itemsOf(run: TaskRun): readonly Value[] | Dict {
  try {
    return evaluateLoop(run);
  } catch (error) {
    return skippedAnyway(run) ?? failedLoop(error);
  }
}

function skippedAnyway(run: TaskRun): Dict | undefined {
  try {
    const condition = failedConditionOf(run.keywords.when, run.templar);
    return condition === undefined ? undefined : skippedResult(condition);
  } catch {
    return undefined;
  }
}

/** A value that is no list, or a lookup that failed, says nothing of changes. */
function failedLoop(error: unknown): Dict {
  const result = failedResult(error);
  if (
    error instanceof LoopError ||
    error instanceof KeywordError ||
    (error instanceof TemplateError && error.kind === 'lookup')
  )
    result.delete('changed');
  return result;
}
