import type { Rule } from '../../../engine/lint/rule.ts';
import type { ScriptTask } from '../../../engine/lint/script.ts';
import { ownTemplates, type Use } from '../../../engine/lint/templates/node-templates.ts';
import { isInRescue } from '../../../engine/lint/walk.ts';
import { callOf, callsOf } from '../call.ts';
import { isWrite } from '../call-kind.ts';
import { readersOf, registerOf } from '../looked-at.ts';

export const undoByCustomer: Rule = {
  id: 'undo-by-customer',
  summary: 'A rescue lists what a customer has and undoes all of it: other services of the customer lose theirs.',
  fix: "Undo only what belongs to this service: | selectattr('service_id', 'eq', service_id | int).",
  *check(context) {
    for (const { task, kind, url } of callsOf(context.script)) {
      const register = registerOf(task);
      if (kind !== 'read' || register === undefined || !isInRescue(task) || !byCustomer.test(url)) continue;
      for (const use of readersOf(register, context)) {
        if (use.of.kind !== 'task' || !isLoop(use) || !undoesAll(use.of)) continue;
        yield {
          where: use.where,
          message: `every item of the customer in '${register}' is undone, whatever service holds it`,
        };
      }
    }
  },
};

const byCustomer = /\/customer(?:_id)?\/|[?&]customer(?:_id)?=/;
const narrowed = /service|order|inventory_id|reserv|provision/;

function isLoop({ keyword }: Use): boolean {
  return keyword === 'loop' || keyword.startsWith('with_');
}

/** Whether a looping task writes and neither its loop nor its condition chooses by service. */
function undoesAll(task: ScriptTask): boolean {
  const call = callOf(task);
  if (call === undefined || !isWrite(call.kind)) return false;
  const choices = [...ownTemplates(task)].filter(use => isLoop(use) || use.keyword === 'when');
  return !choices.some(({ source }) => narrowed.test(source.replaceAll(/\w*inventory\w*\.json/g, '')));
}
