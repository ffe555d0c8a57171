import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { callerByEnding } from './find-caller.ts';

const NUMBERS_AT_ONCE = 500;

export const callshistusrupd = defineAction({
  name: 'callshistusrupd',
  summary: 'Find out who made the recorded calls of nobody.',
  gate: { CALLSHIST_ENABLED: 'ERROR:CALLSHIST_DISABLED' },
  lock: { overlap: 'skip', busy: 'ERROR:CALLSHIST_ALREADY_RUNS' },
  run: {
    handler: async context => {
      const numbers = await unknownNumbers(context);
      let guessed = 0;
      let missed = 0;
      for (let at = 0; at < numbers.length; at += NUMBERS_AT_ONCE) {
        const found = await guess(context, numbers.slice(at, at + NUMBERS_AT_ONCE));
        guessed += found.guessed;
        missed += found.missed;
      }
      context.changed(guessed);
      context.tell(`CALLSHIST USERS UPDATE GUESSED \`${guessed}\` MISSED\`${missed}\``);
      return done(`GUESSED:${guessed} MISSED:${missed} OK:CALLSHIST_USERS_UPDATE`);
    },
  },
});

type Unknown = Awaited<ReturnType<typeof unknownNumbers>>[number];

async function unknownNumbers({ db }: ActionContext) {
  return db
    .selectFrom('call')
    .select(({ fn }) => ['number', fn.countAll<number>().as('calls')])
    .where('login', '=', '')
    .groupBy('number')
    .orderBy('number')
    .execute();
}

async function guess(context: ActionContext, numbers: readonly Unknown[]) {
  return context.transaction(async tx => {
    let guessed = 0;
    let missed = 0;
    for (const { number, calls } of numbers) {
      const caller = await callerByEnding(tx, number);
      if (caller === undefined) missed += calls;
      else {
        await tx
          .updateTable('call')
          .set({ login: caller.login })
          .where('number', '=', number)
          .where('login', '=', '')
          .execute();
        guessed += calls;
      }
    }
    return { guessed, missed };
  });
}
