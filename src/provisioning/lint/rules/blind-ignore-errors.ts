import { placeOfKey } from '../../../engine/lint/play-file.ts';
import type { Rule } from '../../../engine/lint/rule.ts';
import { callsOf } from '../call.ts';
import { isWrite } from '../call-kind.ts';
import { readersOf, registerOf } from '../looked-at.ts';
import { ignoresErrors, isForward } from '../steps.ts';

export const blindIgnoreErrors: Rule = {
  id: 'blind-ignore-errors',
  summary: 'A write may fail unseen: its errors are ignored and nothing looks at its result. Messages to people may.',
  fix: 'Register the result and look at it later, or let the task fail.',
  *check(context) {
    for (const { task, kind } of callsOf(context.script)) {
      if (!isWrite(kind) || kind === 'notify' || !isForward(task) || !ignoresErrors(task)) continue;
      const register = registerOf(task);
      if (register !== undefined && readersOf(register, context, task).length > 0) continue;
      const key = task.entries.has('ignore_errors') ? 'ignore_errors' : 'failed_when';
      yield { where: placeOfKey(task.file, task.raw, key), message: 'a write whose failure nobody sees' };
    }
  },
};
