import { placeOfKey } from '../../../engine/lint/play-file.ts';
import type { Rule } from '../../../engine/lint/rule.ts';
import type { ScriptTask } from '../../../engine/lint/script.ts';
import { templateNames } from '../../../engine/lint/names/template-names.ts';
import { templatesIn } from '../../../engine/lint/templates/written-template.ts';
import { allTasks } from '../../../engine/lint/walk.ts';
import { systemNames } from '../order-names.ts';

export const extraVarShadowsSetFact: Rule = {
  id: 'extra-var-shadows-set-fact',
  summary: 'set_fact sets a variable that the order (or -e) gives: the order wins, what is set here is never seen.',
  fix: 'Set it under another name.',
  *check({ script, extraVars }) {
    for (const task of allTasks(script)) {
      if (task.module?.name !== 'set_fact') continue;
      for (const name of task.options.keys()) {
        if (!(extraVars.has(name) || systemNames.has(name)) || readsItself(task, name)) continue;
        const where = placeOfKey(task.file, task.optionsIn ?? task.raw, name);
        yield { where, message: `'${name}' is given from outside, which wins over set_fact` };
      }
    }
  },
};

/** `x: "{{ x | default(y) }}"` keeps what was given. */
function readsItself(task: ScriptTask, name: string): boolean {
  const templates = [...templatesIn(task.options.get(name), task.file, task.where)];
  return templates.some(({ tree }) => tree !== undefined && templateNames(tree).read.some(read => read.name === name));
}
