/** The items of `loop` and `with_…`. */
import { defaultTables, Templar, Tuple, typeName, Undefined, type Raw, type Value } from '../../template/index.ts';
import { searchFolders } from './find-file.ts';
import type { TaskRun } from './task-run.ts';

/** What cannot be looped over: its task fails. */
export class LoopError extends Error {}

/** Renders the loop's value and, for `with_…`, asks the lookup of that name. */
export function evaluateLoop(run: TaskRun): readonly Value[] {
  const { lookup, value } = run.task.loop!;
  if (lookup !== 'loop') return lookedUp(run, lookup, value);
  const list = run.templar.render(value);
  if (Array.isArray(list)) return list;
  if (list instanceof Tuple) return list.items;
  throw new LoopError(`The 'loop' value must resolve to a 'list', not '${typeName(list)}'`);
}

/** As a loop, first_found also looks in the folder that goes with the task's action. */
function loopTemplar({ play, task, templar }: TaskRun, lookup: string): Templar {
  if (lookup !== 'first_found') return templar;
  const word = ['template', 'var'].find(part => task.action.includes(part)) ?? 'file';
  const searchPath = (kind: string): readonly string[] => searchFolders(play, task, kind === '.' ? `${word}s` : kind);
  return new Templar(templar.environment, templar.scope, { ...templar.options, searchPath });
}

function lookedUp(run: TaskRun, lookup: string, value: Raw): readonly Value[] {
  if (!defaultTables.lookups.has(lookup)) throw new LoopError(`there is no lookup named '${lookup}'`);
  const rendered = run.templar.render(value);
  const terms = new Map<string, Value>([['ansible_loop_terms', Array.isArray(rendered) ? rendered : [rendered]]]);
  const found = loopTemplar(run, lookup)
    .withScope(run.scope.under(terms))
    .evaluateExpression(`query('${lookup}', *ansible_loop_terms)`);
  return found instanceof Undefined ? found.raise() : Array.isArray(found) ? found : [found];
}
