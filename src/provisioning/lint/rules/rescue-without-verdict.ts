import type { Rule } from '../../../engine/lint/rule.ts';
import type { ScriptBlock, ScriptTask } from '../../../engine/lint/script.ts';
import { allBlocks, tasksIn } from '../../../engine/lint/walk.ts';
import { callOf } from '../call.ts';
import { ignoresErrors, isForward, isOpaque, laterTasks } from '../steps.ts';

export const rescueWithoutVerdict: Rule = {
  id: 'rescue-without-verdict',
  summary: 'A rescue undoes and then ends well: a service that was not provided counts as provided.',
  fix: "End the rescue with: assert, that: action | default('') == 'deprovision'.",
  *check({ script }) {
    for (const block of allBlocks(script)) {
      const tasks = [...tasksIn(block.rescue)];
      const last = tasks.at(-1);
      if (last === undefined || !tasks.some(removes) || tasks.some(makesAgain) || hasVerdict(block, tasks)) continue;
      yield { where: last.where, message: 'the rescue ends in success: the failure is not told' };
    }
  },
};

function removes(task: ScriptTask): boolean {
  return callOf(task)?.kind === 'remove';
}

/** A rescue that makes it in another way has not failed. */
function makesAgain(task: ScriptTask): boolean {
  return callOf(task)?.kind === 'create';
}

/** Whether something in the rescue, in always or after the block may fail the run for what happened. */
function hasVerdict(block: ScriptBlock, tasks: readonly ScriptTask[]): boolean {
  const first = [...tasksIn(block.block)].find(isForward);
  const after = first === undefined ? [] : laterTasks(first).filter(task => !tasksOf(block).has(task));
  return [...tasks, ...tasksIn(block.always), ...after].some(task => isVerdict(task) || isOpaque(task));
}

function tasksOf(block: ScriptBlock): ReadonlySet<ScriptTask> {
  return new Set(tasksIn(block.block));
}

function isVerdict(task: ScriptTask): boolean {
  return ['fail', 'assert', 'meta'].includes(task.module?.name ?? '') && !ignoresErrors(task);
}
