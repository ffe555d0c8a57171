/** Fees and ends of subscriptions at Megogo. */
import type { DatabaseTransaction } from '../../../store/schema.ts';
import type { ActionContext, HandlerReply } from '../../action.ts';
import { addDays, dayOf, dayOfMonth, lastDayOfMonth, monthOf } from '../../calendar.ts';
import { chargeOnce } from '../../ledger/charge-once.ts';
import { openPlays, type Plays } from '../../plays/open-plays.ts';
import { done, failed } from '../../reply.ts';
import { callPartner } from '../call-partner.ts';
import { endSubscription, isPaid, type TvSubscription } from './subscriptions.ts';

const TRIAL_DAYS = 30;

/** What becomes of a subscription. */
export type Verdict = 'charged' | 'kept' | 'to end';

/** Charges what is due; who cannot pay, and whose trial is over, is to be ended. */
export async function judge(context: ActionContext, tx: DatabaseTransaction, one: TvSubscription): Promise<Verdict> {
  if (one.trial === 1) return isTrialOver(context, one) ? 'to end' : 'kept';
  const { fee, period } = feeOf(context, one);
  if (await isPaid(context, tx, one, period)) {
    context.count('already');
    return 'kept';
  }
  if (one.balance_minor < fee) return 'to end';
  const note = `MEGOGO:${one.plan_number}`;
  const charge = { ownerId: one.subscriber_id, amountMinor: -fee, note, subject: `plan:${one.plan_number}`, period };
  return (await chargeOnce(context, tx, charge)) ? 'charged' : 'kept';
}

/** With MG_SPREAD a part of the fee for each day of the month. */
export function feeOf({ options, today }: ActionContext, { fee_minor }: Pick<TvSubscription, 'fee_minor'>) {
  if (!options.isOn('MG_SPREAD')) return { fee: fee_minor, period: monthOf(today) };
  return { fee: Math.round(fee_minor / dayOfMonth(lastDayOfMonth(monthOf(today)))), period: today };
}

/** Without MG_SPREAD and MG_FREEPERIOD_DAYS a trial ends at once. */
export function isTrialOver({ options, today }: ActionContext, { since }: Pick<TvSubscription, 'since'>): boolean {
  if (!options.isOn('MG_SPREAD') && !options.isOn('MG_FREEPERIOD_DAYS')) return true;
  return addDays(dayOf(new Date(since)), options.digits('MG_FREEPERIOD_DAYS', TRIAL_DAYS)) <= today;
}

/** Ends each at Megogo, then in our books; one that Megogo does not end stays for the next run. Gives the ids of those that ended. */
export async function endAtMegogo(
  context: ActionContext,
  ones: readonly TvSubscription[],
): Promise<ReadonlySet<number>> {
  const ended = new Set<number>();
  if (ones.length === 0) return ended;
  const plays = openPlays(context);
  try {
    for (const one of ones) {
      context.signal.throwIfAborted();
      if ((await unsubscribe(context, plays, one)) !== undefined) continue;
      await endSubscription(context, one.tv_subscription_id);
      ended.add(one.tv_subscription_id);
    }
    return ended;
  } finally {
    await plays.close();
  }
}

/** A line as Ubilling writes it; that of a trial says so. */
export function endLine({ login, plan_number, trial }: TvSubscription): string {
  return `${login} UNSUB [${plan_number}]${trial === 1 ? ' FREE' : ''}\n`;
}

/** The lines of what was done, with the number of those that Megogo has not ended; a failure when that is all. */
export function megogoReply({ action }: ActionContext, lines: readonly string[], left: number): HandlerReply {
  const reason = left === 0 ? undefined : `${left} not ended at Megogo: tried again by the next run`;
  if (lines.length === 0 && reason !== undefined) return failed(`ERROR:${action.toUpperCase()}_FAILED`, reason);
  return done(lines.join(''), reason);
}

/** Why Megogo did not end it; undefined when it did. */
export async function unsubscribe(
  context: ActionContext,
  plays: Plays,
  { login, service_id }: Pick<TvSubscription, 'login' | 'service_id'>,
): Promise<string | undefined> {
  const { options } = context;
  const variables = {
    partner: options.text('MG_PARTNERID') ?? '',
    user_id: `${options.text('MG_PREFIX') ?? ''}${login}`,
    service_id: service_id ?? '',
  };
  const answer = await callPartner(context, plays, {
    play: 'megogo-unsubscribe',
    subject: `${login} ${service_id ?? ''}`,
    variables,
  });
  return answer.state === 'done' ? undefined : (answer.reason ?? answer.state);
}
