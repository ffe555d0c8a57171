import type { DatabaseTransaction } from '../../../store/schema.ts';
import type { ActionContext } from '../../action.ts';
import { defineAction } from '../../define-action.ts';
import { inBatches } from '../../in-batches.ts';
import { chargeOnce } from '../../ledger/charge-once.ts';
import { openPlays, type Plays } from '../../plays/open-plays.ts';
import { done } from '../../reply.ts';
import { callPartner } from '../call-partner.ts';
import { activeSubscriptions, endSubscription, isPaid, subscriptionOf, type TvSubscription } from './subscriptions.ts';

export const olltvchargefee = defineAction({
  name: 'olltvchargefee',
  summary: 'Charge the monthly fees of Oll.tv, and suspend the bundles of those who cannot pay or are frozen.',
  gate: { OLLTV_ENABLED: 'ERROR:OLLTV_DISABLED' },
  period: 'month',
  changes: 'outside',
  run: {
    handler: async context => {
      const short: TvSubscription[] = [];
      await inBatches(context, await activeSubscriptions(context.db, 'olltv'), async (tx, id) => {
        const one = await subscriptionOf(tx, id);
        if (one !== undefined && !(await pays(context, tx, one))) short.push(one);
      });
      await suspendAll(context, short);
      return done('OK:OLLTVCHARGEFEE');
    },
  },
});

/** Takes the fees of his plan and the one beside it; false when he cannot pay for both. */
async function pays(context: ActionContext, tx: DatabaseTransaction, one: TvSubscription): Promise<boolean> {
  if (await isPaid(context, tx, one, context.period)) {
    context.count('already');
    return true;
  }
  const total = one.fee_minor + (one.addon_fee_minor ?? 0);
  if (one.frozen === 1 || one.balance_minor < total) return false;
  for (const [number, fee] of plansOf(one)) {
    const charge = {
      ownerId: one.subscriber_id,
      amountMinor: -fee,
      note: `OLLTV:${number}`,
      subject: `plan:${number}`,
    };
    await chargeOnce(context, tx, charge);
  }
  return true;
}

function plansOf(one: TvSubscription): readonly (readonly [number, number])[] {
  const own = [one.plan_number, one.fee_minor] as const;
  return one.addon_number === null ? [own] : [own, [one.addon_number, one.addon_fee_minor ?? 0]];
}

async function suspendAll(context: ActionContext, ones: readonly TvSubscription[]): Promise<void> {
  if (ones.length === 0) return;
  const plays = openPlays(context);
  try {
    for (const one of ones) if (!context.signal.aborted) await suspend(context, plays, one);
  } finally {
    await plays.close();
  }
}

/** In our books only when Oll.tv has done it: else the next run tries again. */
async function suspend(context: ActionContext, plays: Plays, one: TvSubscription): Promise<void> {
  const { options } = context;
  const bundles = [one.addon_service_id, one.service_id].filter(bundle => bundle !== null);
  const answer = await callPartner(context, plays, {
    play: 'olltv-suspend',
    subject: one.login,
    variables: {
      account: one.login,
      bundles,
      olltv_login: options.text('OLLTV_LOGIN') ?? '',
      olltv_password: options.text('OLLTV_PASSWORD') ?? '',
    },
  });
  if (answer.state === 'done') await endSubscription(context, one.tv_subscription_id);
}
