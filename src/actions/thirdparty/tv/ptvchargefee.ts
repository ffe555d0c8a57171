import { defineAction } from '../../define-action.ts';
import { inBatches } from '../../in-batches.ts';
import { chargeOnce } from '../../ledger/charge-once.ts';
import { done } from '../../reply.ts';
import { activeSubscriptions, subscriptionOf } from './subscriptions.ts';

export const ptvchargefee = defineAction({
  name: 'ptvchargefee',
  summary: 'Charge the monthly fees of ProstoTV, whatever the balance.',
  gate: { PTV_ENABLED: 'ERROR:PTV_DISABLED' },
  period: 'month',
  run: {
    handler: async context => {
      await inBatches(context, await activeSubscriptions(context.db, 'prostotv'), async (tx, id) => {
        const one = await subscriptionOf(tx, id);
        if (one === undefined) return;
        const { subscriber_id: ownerId, fee_minor, plan_number } = one;
        const note = `PROSTOTV:${plan_number}`;
        await chargeOnce(context, tx, { ownerId, amountMinor: -fee_minor, note, subject: `plan:${plan_number}` });
      });
      return done('OK:PTVCHARGEFEE');
    },
  },
});
