import type { Rule } from '../../../engine/lint/rule.ts';
import { titleOf } from '../../../engine/lint/walk.ts';
import { callOf, callsOf, type Call } from '../call.ts';
import type { CallKind } from '../call-kind.ts';
import { isHss } from '../hss.ts';
import { canFail, isForward, isOpaque, laterTasks, undoTasks } from '../steps.ts';
import { undoersOf } from '../undo.ts';

export const createWithoutUndo: Rule = {
  id: 'create-without-undo',
  summary: 'A task makes something, a later one can fail, and no rescue takes it back.',
  fix: 'Put both into a block whose rescue removes it again.',
  *check({ script }) {
    for (const call of callsOf(script)) {
      if (call.kind !== 'create' || !isForward(call.task) || !isKnownThing(call)) continue;
      const failing = laterTasks(call.task).find(canFail);
      if (failing === undefined || undoTasks(call.task).some(isOpaque) || undoersOf(call).length > 0) continue;
      yield {
        where: call.task.where,
        message: `nothing takes back '${titleOf(call.task)}' when '${titleOf(failing)}' fails`,
      };
    }
  },
};

/** Things of the CRM, the OCS and the HSS; others where the rescue undoes something, so that its author means to. */
function isKnownThing(call: Call): boolean {
  if (call.rpc !== undefined || crmThings.test(call.url) || isHss(call)) return true;
  return undoTasks(call.task).some(task => undoing.has(callOf(task)?.kind ?? 'read'));
}

const crmThings = /\/crm\/(?:service|transaction|customer|inventory)\//;
const undoing: ReadonlySet<CallKind> = new Set(['remove', 'change', 'create']);
