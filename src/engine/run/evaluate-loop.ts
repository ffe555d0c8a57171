/** The items of `loop` and `with_…`. */
import { defaultTables, Tuple, typeName, Undefined, type Raw, type Value } from '../../template/index.ts';
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

function lookedUp(run: TaskRun, lookup: string, value: Raw): readonly Value[] {
  if (!defaultTables.lookups.has(lookup)) throw new LoopError(`there is no lookup named '${lookup}'`);
  const rendered = run.templar.render(value);
  const terms = new Map<string, Value>([['ansible_loop_terms', Array.isArray(rendered) ? rendered : [rendered]]]);
  const found = run.templar
    .withScope(run.scope.under(terms))
    .evaluateExpression(`query('${lookup}', *ansible_loop_terms)`);
  return found instanceof Undefined ? found.raise() : Array.isArray(found) ? found : [found];
}
