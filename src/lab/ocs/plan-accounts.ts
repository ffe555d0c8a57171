import type { OcsContext } from './method.ts';
import { serverError } from './rpc-error.ts';
import type { ActionPlan } from './state.ts';

/** ApierV1's way: the account is on this plan and on no other. */
export function attachOnlyPlan(context: OcsContext, key: string, id: string): void {
  attachPlans(context, key, [id], true);
}

/**
 * Puts an account on plans; `overwrite` takes it off all others. Every call queues the plans' `*asap` actions again, on
 * plans it is on already, too; a plan of nothing but `*asap` keeps no account.
 */
export function attachPlans(context: OcsContext, key: string, ids: readonly string[], overwrite: boolean): void {
  const plans = ids.map(id => planOf(context, id));
  if (overwrite) {
    for (const plan of Object.values(context.state.plans)) if (!ids.includes(plan.Id)) delete plan.AccountIDs[key];
  }
  for (const plan of plans) attach(context, key, plan);
}

function attach(context: OcsContext, key: string, plan: ActionPlan): void {
  for (const { Timing, ActionsID } of plan.ActionTimings) {
    if (Timing.StartTime === '*asap') context.state.tasks.push({ account: key, actions: ActionsID });
  }
  if (plan.ActionTimings.some(({ Timing }) => Timing.StartTime !== '*asap')) plan.AccountIDs[key] = true;
}

function planOf(context: OcsContext, id: string): ActionPlan {
  const plan = context.state.plans[id];
  if (!plan) throw serverError('NOT_FOUND');
  return plan;
}
