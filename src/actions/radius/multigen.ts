import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { generate } from './generate.ts';

const gate = { MULTIGEN_ENABLED: 'ERROR: MULTIGEN DISABLED' };
const lock = { name: 'MULTIGEN', overlap: 'skip', busy: 'SKIP: MULTIGEN ALREADY RUNNING' } as const;
const DAY_SECONDS = 86_400;

export const multigen = defineAction({
  name: 'multigen',
  summary: 'Bring the RADIUS attributes of all subscribers up to date, and tell the servers whose state changed.',
  gate,
  lock,
  changes: 'outside',
  run: {
    handler: async context => {
      const isCleaned = await cleanUp(context);
      await generate(context, isCleaned);
      return done(isCleaned ? 'OK: MULTIGEN_AUTOCLEANUP\nOK: MULTIGEN' : 'OK: MULTIGEN');
    },
  },
});

export const multigentotal = defineAction({
  name: 'multigentotal',
  summary: 'Write the RADIUS attributes of all subscribers anew; nobody finds them missing meanwhile.',
  gate,
  lock,
  changes: 'outside',
  run: {
    handler: async context => {
      await generate(context, true);
      return done('OK: MULTIGEN_TOTAL');
    },
  },
});

/** Drops old accounting when the minute of the run is one of those in the option; gives whether it was. */
async function cleanUp(context: ActionContext): Promise<boolean> {
  const { options, now, config } = context;
  const minute = [now.getHours(), now.getMinutes()].map(part => String(part).padStart(2, '0')).join(':');
  const isDue =
    options.isOn('MULTIGEN_AUTOCLEANUP_ENABLED') && options.list('MULTIGEN_AUTOCLEANUP_TIME').includes(minute);
  const days = options.digits('MULTIGEN_AUTOCLEANUP_ACCTDAYS', 0);
  if (!isDue || days === 0) return isDue;
  const [{ openRadius }, { dropSessions }] = await Promise.all([
    import('../../store/radius/open-radius.ts'),
    import('../../store/radius/accounting.ts'),
  ]);
  const sqlite = openRadius(config.radiusDatabase);
  try {
    const before = Math.floor(now.getTime() / 1000) - days * DAY_SECONDS;
    context.count('dropped_sessions', dropSessions(sqlite, before, options.isOn('MULTIGEN_AUTOCLEANUP_UNF')));
  } finally {
    sqlite.close();
  }
  return true;
}
