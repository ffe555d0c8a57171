import type { ActionContext } from '../../action.ts';
import { defineAction } from '../../define-action.ts';
import { inBatches } from '../../in-batches.ts';
import { unitsText } from '../../ledger/units.ts';
import { done } from '../../reply.ts';
import { endAtMegogo, feeOf, isTrialOver, judge } from './megogo.ts';
import { activeSubscriptions, subscriptionOf, type TvSubscription } from './subscriptions.ts';

const gate = { MG_ENABLED: 'ERROR: MEGOGO DISABLED' };
const lock = { name: 'megogo', busy: 'SKIP:MEGOGO_ALREADY_RUNNING' };

export const mgprocessing = defineAction({
  name: 'mgprocessing',
  summary:
    'Charge the fees of Megogo, once a month or a part each day, and end the subscriptions of those who cannot pay.',
  gate,
  lock,
  period: 'month',
  changes: 'outside',
  run: {
    handler: async context => {
      const lines: string[] = [];
      const ending: TvSubscription[] = [];
      await inBatches(context, await activeSubscriptions(context.db, 'megogo'), async (tx, id) => {
        const one = await subscriptionOf(tx, id);
        if (one === undefined) return;
        const verdict = await judge(context, tx, one);
        if (verdict === 'charged') lines.push(`${one.login} FEE ${unitsText(feeOf(context, one).fee)}\n`);
        if (verdict === 'to end') ending.push(one);
      });
      await endAtMegogo(context, ending);
      return done(lines.join(''));
    },
  },
});

export const mgfreecleanup = defineAction({
  name: 'mgfreecleanup',
  summary: 'End the trials of Megogo that are over.',
  gate,
  lock,
  changes: 'outside',
  run: {
    handler: async context => {
      if (context.options.isOn('MG_SPREAD') || context.options.isOn('MG_FREEPERIOD_DAYS')) {
        await endAtMegogo(context, await trialsOver(context));
      }
      return done('');
    },
  },
});

async function trialsOver(context: ActionContext): Promise<readonly TvSubscription[]> {
  const over: TvSubscription[] = [];
  for (const id of await activeSubscriptions(context.db, 'megogo')) {
    const one = await subscriptionOf(context.db, id);
    if (one?.trial === 1 && isTrialOver(context, one)) over.push(one);
  }
  return over;
}
