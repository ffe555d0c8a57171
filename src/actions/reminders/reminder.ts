import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { optionalText } from '../params/kinds.ts';
import { done, refused } from '../reply.ts';
import { idRanges } from '../subscribers/id-ranges.ts';
import { remindRange } from './remind-range.ts';

export const reminder = defineAction({
  name: 'reminder',
  summary: 'Queue SMS to those whose money, credit or freeze days run out soon, once in a threshold of days.',
  params: { param: optionalText({ summary: 'force: to all who have the tag, whatever they hold' }) },
  gate: { REMINDER_ENABLED: 'ERROR:REMINDER DISABLED', SENDDOG_ENABLED: 'ERROR:SENDDOG_REQUIRED' },
  run: {
    handler: async (context, { param }) => {
      warnOfMissing(context);
      if (param !== undefined && param !== 'force') return refused('ERROR:WRONG PARAM');
      const tagId = context.options.digits('REMINDER_TAGID', 0);
      if (tagId === 0) {
        context.tell('REMINDER FAILED: EMPTY TAG ID');
        return done('OK:SEND REMIND SMS', 'REMINDER_TAGID is not set: nobody is reminded');
      }
      for await (const range of idRanges(context.db, 1000)) {
        await context.transaction(tx => remindRange(context, tx, { range, tagId, force: param === 'force' }));
      }
      return done('OK:SEND REMIND SMS');
    },
  },
});

/** Kinds of reminders that were asked for and whose service is off. */
function warnOfMissing(context: ActionContext): void {
  const { options } = context;
  for (const [asked, service] of needs) {
    if (options.isOn(asked) && !options.isOn(service)) context.tell(`REMINDER WARNING: ${asked} needs ${service}`);
  }
}

const needs: readonly (readonly [string, string])[] = [
  ['REMINDER_CONSIDER_CAP', 'CAP_ENABLED'],
  ['REMINDER_CONSIDER_FROZEN', 'FREEZE_DAYS_CHARGE_ENABLED'],
];
