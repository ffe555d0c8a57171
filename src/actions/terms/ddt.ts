import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { beginTerms } from './begin-terms.ts';
import { chargeSignups } from './charge-signups.ts';

export const ddt = defineAction({
  name: 'ddt',
  summary: 'Plan the end of fixed-term tariffs, with their first charge and credit; charge those who registered today.',
  gate: options => {
    if (!options.isOn('DDT_ENABLED')) return 'ERROR:NO_DDT_ENABLED';
    return options.isOn('DEALWITHIT_ENABLED') ? undefined : 'ERROR:NO_DEALWITHIT_ENABLED';
  },
  lock: { overlap: 'skip', busy: 'SKIP:DDT_ALREADY_RUNNING' },
  run: {
    handler: async context => {
      await beginTerms(context);
      await chargeSignups(context);
      return done('OK:DDTPROCESSING');
    },
  },
});
