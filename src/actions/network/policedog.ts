import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';

export const policedog = defineAction({
  name: 'policedog',
  summary: 'Look for wanted MAC addresses among the subscribers; each is told once.',
  gate: { POLICEDOG_ENABLED: 'ERROR:POLICEDOG_DISABLED' },
  run: {
    handler: async context => {
      const alerted_at = context.now.toISOString();
      await context.transaction(async tx => {
        const seen = await tx
          .selectFrom('wanted_mac as w')
          .innerJoin('host as h', 'h.mac', 'w.mac')
          .innerJoin('subscriber as s', 's.subscriber_id', 'h.subscriber_id')
          .select(['w.mac', 's.login'])
          .where('w.alerted_at', 'is', null)
          .groupBy('w.mac')
          .execute();
        for (const { mac, login } of seen) {
          await tx.updateTable('wanted_mac').set({ alerted_at, alerted_login: login }).where('mac', '=', mac).execute();
          context.tell(`POLICEDOG MAC \`${mac}\` ALERT \`${login}\``);
          context.count('alerted');
          context.changed(1);
        }
      });
      return done('OK:POLICEDOG');
    },
  },
});
