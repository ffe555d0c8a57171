/** From product to service: check, reserve, then carry the run out. */
import { idOfFirstAdmin } from '../crm/user.ts';
import { acceptOrder } from './accept-order.ts';
import { carryOutRun } from './carry-out-run.ts';
import { carryOnOrder } from './chain/carry-on-order.ts';
import { outcomeBefore } from './chain/outcome-before.ts';
import { checkOrder } from './check-order.ts';
import type { ProvisioningContext } from './context.ts';
import { runModules } from './load-play.ts';
import type { Order, RunControl, RunOutcome } from './order.ts';
import { planOrder } from './plan-order.ts';

/**
 * Places one order and runs it to its end. A failed run is an outcome with status 2, not an exception.
 * Throws E_NOT_FOUND, E_INPUT, E_CONFLICT, E_BUSY, E_STOCK, E_PLAY_MISSING or E_PLAY_SYNTAX before anything was changed.
 */
export async function placeOrder(
  context: ProvisioningContext,
  order: Order,
  control: RunControl = {},
): Promise<RunOutcome> {
  if (control.check === true) return planOrder(context, order, control);
  const checked = await checkOrder(context, order, runModules(context.config));
  const initiatingUser = control.initiatingUser ?? (await idOfFirstAdmin(context.db));
  const { reservationSeconds } = context.config.provisioning;
  const created = (context.now?.() ?? new Date()).toISOString();
  const acceptance = { order, checked, initiatingUser, created, reservationSeconds, retryOf: control.retryOf };
  const accepted = await context.writes.add(tx => acceptOrder(tx, acceptance));
  if (!('inputs' in accepted)) return outcomeBefore(context.db, accepted);
  const { provision, inputs } = accepted;
  if (provision.order_id !== null) return carryOnOrder(context, provision.order_id, provision, control);
  control.onAccepted?.(provision.provision_id);
  return carryOutRun(context, { provision, playbook: checked.playbook, inputs, entry: 'block' }, control);
}
