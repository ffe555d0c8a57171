import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';

export const uhwbrutecleanup = defineAction({
  name: 'uhwbrutecleanup',
  summary: 'Empty the register of guessed passwords of the registration portal.',
  run: {
    handler: async context => {
      const { numDeletedRows } = await context.db.deleteFrom('guess').where('kind', '=', 'portal').executeTakeFirst();
      context.changed(Number(numDeletedRows));
      context.tell('UHW CLEANUP BRUTE');
      return done('OK:UHWBRUTECLEANUP');
    },
  },
});
