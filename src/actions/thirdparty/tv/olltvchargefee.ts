import type { DatabaseTransaction } from '../../../store/schema.ts';
import type { ActionContext } from '../../action.ts';
import { defineAction } from '../../define-action.ts';
import { inBatches } from '../../in-batches.ts';
import { chargeOnce } from '../../ledger/charge-once.ts';
import { openPlays, type Plays } from '../../plays/open-plays.ts';
import { done, failed } from '../../reply.ts';
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
      const unset = ['OLLTV_LOGIN', 'OLLTV_PASSWORD'].filter(name => !context.options.text(name));
      if (unset.length > 0) return failed('ERROR:OLLTVCHARGEFEE_FAILED', `${unset.join(', ')} is not set`);
      const short: TvSubscription[] = [];
      await inBatches(context, await activeSubscriptions(context.db, 'olltv'), async (tx, id) => {
        const one = await subscriptionOf(tx, id);
        if (one !== undefined && !(await pays(context, tx, one))) short.push(one);
      });
      const left = await suspendAll(context, short);
      return done('OK:OLLTVCHARGEFEE', left === 0 ? undefined : `${left} not suspended: tried again by the next run`);
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

/** Gives how many Oll.tv has not suspended. */
async function suspendAll(context: ActionContext, ones: readonly TvSubscription[]): Promise<number> {
  let left = 0;
  if (ones.length === 0) return left;
  const plays = openPlays(context);
  try {
    for (const one of ones) {
      context.signal.throwIfAborted();
      if (!(await suspend(context, plays, one))) left++;
    }
    return left;
  } finally {
    await plays.close();
  }
}

/** In our books only when Oll.tv has done it: else the next run tries again. */
async function suspend(context: ActionContext, plays: Plays, one: TvSubscription): Promise<boolean> {
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
  if (answer.state !== 'done') return false;
  await endSubscription(context, one.tv_subscription_id);
  return true;
}
