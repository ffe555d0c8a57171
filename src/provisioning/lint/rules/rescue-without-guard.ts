import type { LintContext, Rule } from '../../../engine/lint/rule.ts';
import type { ScriptBlock, ScriptNode, ScriptTask } from '../../../engine/lint/script.ts';
import { ownTemplates, taskTemplates } from '../../../engine/lint/templates/node-templates.ts';
import { allBlocks, tasksIn } from '../../../engine/lint/walk.ts';
import { templateNames } from '../../../engine/lint/names/template-names.ts';
import type { WrittenTemplate } from '../../../engine/lint/templates/written-template.ts';
import { callOf } from '../call.ts';

export const rescueWithoutGuard: Rule = {
  id: 'rescue-without-guard',
  summary:
    'The rescue is also the removal, and nothing keeps a removal out of the block: under Ansible it would provide the service first.',
  fix: "Begin the block with: fail, when: action | default('') == 'deprovision'.",
  *check(context) {
    const names = actionNames(context);
    for (const block of allBlocks(context.script)) {
      if (block.parent.kind !== 'play' || !isRemoval(block, names) || isGuarded(block, names)) continue;
      yield { where: block.where, message: 'a removal would run the whole block before it comes to the rescue' };
    }
  },
};

/** `action`, and variables of plays and blocks that are worked out from it. */
function actionNames({ names }: LintContext): ReadonlySet<string> {
  const derived = names.uses.flatMap(({ use, names: own }) => {
    if (use.keyword !== 'vars' || !own.read.some(({ name }) => name === 'action')) return [];
    const line = use.file.lines[use.where.line - 1] ?? '';
    return /^\s*(?:- )?(\w+):/.exec(line)?.[1] ?? [];
  });
  return new Set(['action', ...derived]);
}

/** Whether a verdict of the rescue asks if a removal was meant. */
function isRemoval(block: ScriptBlock, names: ReadonlySet<string>): boolean {
  return [...tasksIn(block.rescue)].some(
    task => verdicts.has(task.module?.name ?? '') && asks(taskTemplates(task), names),
  );
}

const verdicts = new Set(['assert', 'fail', 'meta']);

/** Whether the block asks before its first call. */
function isGuarded(block: ScriptBlock, names: ReadonlySet<string>): boolean {
  if (asks(ownTemplates(block), names)) return true;
  return beforeFirstCall(block.block).some(task => asks(taskTemplates(task), names));
}

function beforeFirstCall(nodes: readonly ScriptNode[]): ScriptTask[] {
  const tasks = [...tasksIn(nodes)];
  const first = tasks.findIndex(task => callOf(task) !== undefined);
  return first === -1 ? tasks : tasks.slice(0, first);
}

function asks(templates: Iterable<WrittenTemplate>, names: ReadonlySet<string>): boolean {
  return [...templates].some(
    ({ tree }) => tree !== undefined && templateNames(tree).read.some(({ name }) => names.has(name)),
  );
}
