import { didYouMean } from '../../../errors.ts';
import { builtInModules } from '../../built-in-modules.ts';
import { shortName } from '../../load/find-action.ts';
import { placeOfKey } from '../play-file.ts';
import type { Problem, Rule } from '../rule.ts';
import type { ScriptTask } from '../script.ts';
import { allTasks } from '../walk.ts';

export const unknownModule: Rule = {
  id: 'unknown-module',
  summary: 'A task names a module that is not built in: the play is refused before its first task.',
  fix: 'Name a module that is built in.',
  *check({ script }) {
    for (const task of allTasks(script)) {
      if (task.module === undefined && task.action !== undefined && task.actionKey !== undefined)
        yield problem(task, task.action);
    }
  },
};

function problem(task: ScriptTask, action: string): Problem {
  const near = didYouMean(shortName(action), builtInModules().keys());
  return {
    where: placeOfKey(task.file, task.raw, task.actionKey ?? ''),
    message: action === '' ? 'the task names no module' : `there is no module '${action}'`,
    fix: near === undefined ? undefined : `Did you mean '${near}'?`,
  };
}
