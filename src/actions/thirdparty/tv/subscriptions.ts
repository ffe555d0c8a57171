/** Subscriptions at television partners: read, charged, ended. */
import type { Database, DatabaseTransaction } from '../../../store/schema.ts';
import type { ActionContext } from '../../action.ts';

export type Provider = 'megogo' | 'prostotv' | 'olltv';

export type TvSubscription = NonNullable<Awaited<ReturnType<typeof subscriptionOf>>>;

/** Ids of the active ones of a provider. */
export async function activeSubscriptions(db: Database, provider: Provider): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('tv_subscription as v')
    .innerJoin('tv_plan as p', 'p.tv_plan_id', 'v.tv_plan_id')
    .select('v.tv_subscription_id')
    .where('p.provider', '=', provider)
    .where('v.active', '=', 1)
    .orderBy('v.tv_subscription_id')
    .execute();
  return rows.map(row => row.tv_subscription_id);
}

/** One of them as it is now, while it is active. */
export async function subscriptionOf(db: Database, id: number) {
  return db
    .selectFrom('tv_subscription as v')
    .innerJoin('tv_plan as p', 'p.tv_plan_id', 'v.tv_plan_id')
    .innerJoin('subscriber as s', 's.subscriber_id', 'v.subscriber_id')
    .leftJoin('tv_plan as a', 'a.tv_plan_id', 'v.addon_plan_id')
    .select(['v.tv_subscription_id', 'v.trial', 'v.since', 'p.plan_number', 'p.fee_minor', 'p.service_id'])
    .select(['a.plan_number as addon_number', 'a.fee_minor as addon_fee_minor', 'a.service_id as addon_service_id'])
    .select(['s.subscriber_id', 's.login', 's.balance_minor', 's.frozen'])
    .where('v.tv_subscription_id', '=', id)
    .where('v.active', '=', 1)
    .executeTakeFirst();
}

/** Whether its plan was paid for the period: then it is not looked at again. */
export async function isPaid(
  { action }: ActionContext,
  tx: DatabaseTransaction,
  { subscriber_id, plan_number }: TvSubscription,
  period: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('ledger as l')
    .leftJoin('ledger as back', 'back.reverses_id', 'l.ledger_id')
    .select('l.ledger_id')
    .where('l.action', '=', action)
    .where('l.owner_id', '=', subscriber_id)
    .where('l.subject', '=', `plan:${plan_number}`)
    .where('l.period', '=', period)
    .where('back.ledger_id', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** The partner has ended it. */
export async function endSubscription(context: ActionContext, id: number): Promise<void> {
  await context.transaction(tx =>
    tx
      .updateTable('tv_subscription')
      .set({ active: 0, ended: context.now.toISOString() })
      .where('tv_subscription_id', '=', id)
      .execute(),
  );
  context.count('ended');
  context.changed(1);
}
