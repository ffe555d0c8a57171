import type { LintContext } from '../../engine/lint/rule.ts';
import type { ScriptTask } from '../../engine/lint/script.ts';
import { taskTemplates, type Use } from '../../engine/lint/templates/node-templates.ts';

/** Every template that reads a name, those of the given task left out. */
export function readersOf(name: string, { names }: LintContext, except?: ScriptTask): Use[] {
  return names.uses
    .filter(({ use, names: own }) => use.of !== except && own.read.some(read => read.name === name))
    .map(({ use }) => use);
}

/** The name that a task registers its result under. */
export function registerOf({ entries }: ScriptTask): string | undefined {
  const name = entries.get('register');
  return typeof name === 'string' ? name : undefined;
}

/** Whether the task's own conditions, or anything that reads its result later, has words that match. */
export function looksFor(words: RegExp, task: ScriptTask, context: LintContext): boolean {
  const own = [...taskTemplates(task)].filter(({ keyword }) => verdicts.has(keyword));
  const name = registerOf(task);
  const later = name === undefined ? [] : readersOf(name, context, task);
  return [...own, ...later].some(({ source }) => words.test(source));
}

const verdicts = new Set(['failed_when', 'until', 'changed_when']);
