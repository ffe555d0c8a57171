import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { kick } from './kick.ts';

/** A rounding's worth of debt is none. */
const LEAST_BALANCE_MINOR = -2;

export const karmaguard = defineAction({
  name: 'karmaguard',
  summary: 'Reset subscribers who should be online and are not seen there.',
  gate: { KARMA_CONTROL: 'ERROR:KARMA_CONTROL_DISABLED' },
  run: {
    handler: async context => {
      if (!(await isAnybodyOnline(context))) return done('OK:KARMAGUARD', 'nobody is online: nobody was looked for');
      for (const login of await missing(context)) {
        context.signal.throwIfAborted();
        await kick(context, login);
        context.count('reset');
        context.tell(`KARMA GUARDRESET User (${login})`);
      }
      return done('OK:KARMAGUARD');
    },
  },
});

/** An empty list means that nobody looked, not that nobody is there. */
async function isAnybodyOnline({ db }: ActionContext): Promise<boolean> {
  return (await db.selectFrom('online').select('subscriber_id').limit(1).executeTakeFirst()) !== undefined;
}

async function missing({ db }: ActionContext): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('subscriber as s')
    .leftJoin('online as o', 'o.subscriber_id', 's.subscriber_id')
    .select('s.login')
    .where('o.subscriber_id', 'is', null)
    .where('s.always_online', '=', 1)
    .where('s.down', '=', 0)
    .where('s.frozen', '=', 0)
    .where('s.balance_minor', '>=', LEAST_BALANCE_MINOR)
    .orderBy('s.subscriber_id')
    .execute();
  return rows.map(row => row.login);
}
