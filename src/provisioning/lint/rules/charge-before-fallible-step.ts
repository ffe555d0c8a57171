import type { Rule } from '../../../engine/lint/rule.ts';
import { titleOf } from '../../../engine/lint/walk.ts';
import { callsOf } from '../call.ts';
import { canFail, isForward, isOpaque, laterTasks, undoTasks } from '../steps.ts';
import { undoersOf } from '../undo.ts';

export const chargeBeforeFallibleStep: Rule = {
  id: 'charge-before-fallible-step',
  summary: 'Money is taken, a later step can fail, and no rescue pays it back.',
  fix: 'Charge last, or put a refund into the rescue of the block.',
  *check({ script }) {
    for (const call of callsOf(script)) {
      if (call.kind !== 'charge' || !isForward(call.task)) continue;
      const failing = laterTasks(call.task).find(canFail);
      if (failing === undefined || undoTasks(call.task).some(isOpaque) || undoersOf(call).length > 0) continue;
      yield {
        where: call.task.where,
        message: `the customer pays and gets nothing back when '${titleOf(failing)}' fails`,
      };
    }
  },
};
