import { defineAction } from '../define-action.ts';
import { text } from '../params/kinds.ts';
import { done } from '../reply.ts';
import { digitsOf } from './phone-number.ts';

export const callmeback = defineAction({
  name: 'callmeback',
  summary: 'Keep that somebody wants to be called.',
  params: { param: text({ summary: 'phone number', missing: 'ERROR:EMPTY_PARAM' }) },
  gate: { CALLMEBACK_ENABLED: 'ERROR:CALLMEBACK_DISABLED' },
  lock: 'none',
  run: {
    handler: async (context, { param }) => {
      const number = digitsOf(param);
      if (number === '') return done('OK:CALLMEBACK', 'there is no digit in the number: nothing was kept');
      await context.db.insertInto('callback_request').values({ number, created: context.now.toISOString() }).execute();
      context.changed(1);
      return done('OK:CALLMEBACK');
    },
  },
});
