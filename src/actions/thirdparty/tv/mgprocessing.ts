import type { ActionContext } from '../../action.ts';
import { defineAction } from '../../define-action.ts';
import { inBatches } from '../../in-batches.ts';
import { unitsText } from '../../ledger/units.ts';
import { done } from '../../reply.ts';
import { endAtMegogo, endLine, feeOf, isTrialOver, judge, megogoReply, type Verdict } from './megogo.ts';
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
      const judged: (readonly [TvSubscription, Verdict])[] = [];
      await inBatches(context, await activeSubscriptions(context.db, 'megogo'), async (tx, id) => {
        const one = await subscriptionOf(tx, id);
        if (one !== undefined) judged.push([one, await judge(context, tx, one)]);
      });
      const ending = judged.flatMap(([one, verdict]) => (verdict === 'to end' ? [one] : []));
      const ended = await endAtMegogo(context, ending);
      const lines = judged.flatMap(([one, verdict]) => {
        if (verdict === 'charged') return [`${one.login} FEE ${unitsText(feeOf(context, one).fee)}\n`];
        return ended.has(one.tv_subscription_id) ? [endLine(one)] : [];
      });
      return megogoReply(context, lines, ending.length - ended.size);
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
      const { options } = context;
      if (!options.isOn('MG_SPREAD') && !options.isOn('MG_FREEPERIOD_DAYS')) return done('');
      const over = await trialsOver(context);
      const ended = await endAtMegogo(context, over);
      const lines = over.filter(one => ended.has(one.tv_subscription_id)).map(endLine);
      return megogoReply(context, lines, over.length - ended.size);
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
