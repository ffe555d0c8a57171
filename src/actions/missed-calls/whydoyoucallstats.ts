import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';

const STAT = 'missed_calls';

export const whydoyoucallstats = defineAction({
  name: 'whydoyoucallstats',
  summary: "Keep the day's figures of missed calls and calls back.",
  gate: { WDYC_ENABLED: 'ERROR: WDYC DISABLED' },
  run: {
    handler: async context => {
      const { today: business_date } = context;
      await context.transaction(async tx => {
        const rows = await tx.selectFrom('call_outcome').selectAll().where('call_date', '=', business_date).execute();
        const missed = rows.filter(row => row.missed > 0);
        const recalled = rows.filter(row => row.recalls > 0);
        const value = JSON.stringify({
          missed: missed.length,
          missed_numbers: missed.map(row => row.number),
          recalls: recalled.length,
          unsuccessful: recalled.filter(row => row.talk_seconds === 0).length,
          try_seconds: recalled.reduce((sum, row) => sum + Math.max(0, row.try_seconds), 0),
        });
        await tx
          .insertInto('business_stat')
          .values({ business_date, stat_name: STAT, value })
          .onConflict(conflict => conflict.columns(['business_date', 'stat_name']).doUpdateSet({ value }))
          .execute();
      });
      context.changed(1);
      return done('OK: WDYCSTATS');
    },
  },
});
