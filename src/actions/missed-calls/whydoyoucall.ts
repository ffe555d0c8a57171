import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { callOutcomes } from './call-outcomes.ts';
import { readCallRecords } from './read-call-records.ts';

export const whydoyoucall = defineAction({
  name: 'whydoyoucall',
  summary: "Read the day's calls of the phone system: who was missed, and who was called back.",
  gate: { WDYC_ENABLED: 'ERROR: WDYC DISABLED' },
  run: {
    handler: async context => {
      const { options, config, today, signal } = context;
      const source = options.text('TELEPONY_CDR') ?? '';
      if (!options.isOn('TELEPONY_ENABLED') || source === '') return done('OK: WDYC', 'no call records are named');
      const outcomes = callOutcomes(await readCallRecords({ source, home: config.home, day: today, signal }));
      const rows = [...outcomes].map(([number, outcome]) => ({
        call_date: today,
        number,
        missed: outcome.missed,
        last_missed: outcome.lastMissed,
        recalls: outcome.recalls,
        talk_seconds: outcome.talkSeconds,
        try_seconds: outcome.trySeconds,
      }));
      await context.transaction(async tx => {
        await tx.deleteFrom('call_outcome').where('call_date', '=', today).execute();
        for (const row of rows) await tx.insertInto('call_outcome').values(row).execute();
      });
      context.changed(rows.length);
      return done('TELEPONY:FETCHED\nOK: WDYC');
    },
  },
});
