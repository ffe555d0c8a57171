/** From product to service: check, reserve, then carry the run out. */
import { firstAdmin } from '../crm/user.ts';
import { getProvision } from '../crm/provision-record.ts';
import { acceptOrder } from './accept-order.ts';
import { carryOutRun } from './carry-out-run.ts';
import { carryOnOrder } from './chain/carry-on-order.ts';
import { outcomeBefore } from './chain/outcome-before.ts';
import { type CheckedOrder, checkOrder, pickMissing } from './check-order.ts';
import type { ProvisioningContext } from './context.ts';
import { mergeVariables } from './merge-variables.ts';
import { planModules, runModules } from './load-play.ts';
import { inputsOfOrder } from './inputs-of-order.ts';
import type { Order, RunControl, RunOutcome } from './order.ts';
import { planPlay } from './plan-play.ts';

/**
 * Places one order and runs it to its end. A failed run is an outcome with status 2, not an exception.
 * Throws E_NOT_FOUND, E_INPUT, E_CONFLICT, E_BUSY, E_STOCK, E_PLAY_MISSING or E_PLAY_SYNTAX before anything was changed.
 */
export async function placeOrder(
  context: ProvisioningContext,
  order: Order,
  control: RunControl = {},
): Promise<RunOutcome> {
  const isPlan = control.check === true;
  const checked = await checkOrder(context, order, isPlan ? planModules() : runModules(context.config));
  const initiatingUser = control.initiatingUser ?? (await firstAdmin(context.db)).user_id;
  if (isPlan) return planOrder(context, checked, initiatingUser, control);
  const { reservationSeconds } = context.config.provisioning;
  const created = (context.now?.() ?? new Date()).toISOString();
  const acceptance = { order, checked, initiatingUser, created, reservationSeconds, retryOf: control.retryOf };
  const accepted = await context.writes.add(tx => acceptOrder(tx, acceptance));
  if (!('inputs' in accepted)) return outcomeBefore(context.db, accepted);
  const { provisionId, inputs } = accepted;
  const provision = await getProvision(context.db, provisionId);
  if (provision.order_id !== null) return carryOnOrder(context, provision.order_id, provision, control);
  control.onAccepted?.(provisionId);
  return carryOutRun(context, { provision, playbook: checked.playbook, inputs, entry: 'block' }, control);
}

/** Of several plays those are planned that need no service, or whose service is there already. */
async function planOrder(
  context: ProvisioningContext,
  checked: CheckedOrder,
  initiatingUser: number,
  control: RunControl,
): Promise<RunOutcome> {
  const inventory = await pickMissing(context.db, checked);
  const token = await context.issuePlanToken(initiatingUser);
  const variables = mergeVariables(context.config, inputsOfOrder(checked, inventory, initiatingUser), token);
  const outcome = await planPlay(context, { playbook: checked.playbook, variables }, control);
  const following = outcome.status === 0 && checked.service !== undefined ? checked.following : [];
  for (const { playbook } of following) {
    const next = await planPlay(context, { playbook, variables }, control);
    if (next.status !== 0) return next;
  }
  return outcome;
}
