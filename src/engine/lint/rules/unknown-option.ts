import { didYouMean } from '../../../errors.ts';
import type { Raw } from '../../../template/index.ts';
import { asDict, listOf, textEntries } from '../../load/tree.ts';
import type { ArgumentSpec } from '../../module.ts';
import { placeOfKey } from '../play-file.ts';
import type { Problem, Rule } from '../rule.ts';
import type { ScriptTask } from '../script.ts';
import { allTasks } from '../walk.ts';

export const unknownOption: Rule = {
  id: 'unknown-option',
  summary: 'A module is given an option that it does not have: the task fails when it is reached.',
  fix: 'Remove it, or indent it as a keyword of the task if it is one.',
  *check({ script }) {
    for (const task of allTasks(script)) {
      if (task.module === undefined || task.module.anyOption === true || takesText.has(task.module.name)) continue;
      yield* strange(task, task.options, task.optionsIn ?? task.entries.get('args') ?? task.raw, task.module.spec);
    }
  },
};

/** Modules whose text the loader reads by itself. */
const takesText = new Set(['meta']);

function* strange(
  task: ScriptTask,
  given: ReadonlyMap<string, Raw>,
  holder: Raw,
  spec: ArgumentSpec,
): Generator<Problem> {
  const known = Object.entries(spec).flatMap(([name, { aliases }]) => [name, ...(aliases ?? [])]);
  for (const [name, value] of given) {
    if (!known.includes(name)) yield problem(task, name, holder, known);
    const options = spec[name]?.options;
    if (options === undefined) continue;
    for (const item of listOf(value)) {
      const dict = asDict(item);
      if (dict) yield* strange(task, textEntries(dict), item, options);
    }
  }
}

function problem(task: ScriptTask, name: string, holder: Raw, known: readonly string[]): Problem {
  const near = didYouMean(name, known);
  return {
    where: placeOfKey(task.file, holder, name),
    message: `the module ${task.module?.name ?? ''} has no option '${name}'`,
    fix: near === undefined ? undefined : `Did you mean '${near}'?`,
  };
}
