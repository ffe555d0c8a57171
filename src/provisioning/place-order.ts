/** From product to service: check, reserve, merge variables, run the play, finish. */
import { firstAdmin } from '../crm/user.ts';
import { getService } from '../crm/service.ts';
import type { Provision } from '../crm/types.ts';
import type { Value } from '../template/index.ts';
import { type AcceptedOrder, acceptOrder } from './accept-order.ts';
import { type CheckedOrder, checkOrder, pickMissing } from './check-order.ts';
import type { ProvisioningContext } from './context.ts';
import { finishOrder } from './finish-run.ts';
import { mergeVariables, type RunVariables } from './merge-variables.ts';
import { planModules, runModules } from './load-play.ts';
import type { Order, RunControl, RunOutcome } from './order.ts';
import { planPlay } from './plan-play.ts';
import { runPlay } from './run-play.ts';

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
  const accepted = await acceptOrder(context.db, { order, checked, initiatingUser, reservationSeconds });
  if (!('provisionId' in accepted)) return outcomeOf(context, accepted);
  control.onAccepted?.(accepted.provisionId);
  return runOrder(context, { checked, accepted, initiatingUser }, control);
}

interface RunnableOrder {
  readonly checked: CheckedOrder;
  readonly accepted: AcceptedOrder;
  readonly initiatingUser: number;
}

async function runOrder(context: ProvisioningContext, run: RunnableOrder, control: RunControl): Promise<RunOutcome> {
  const { checked, accepted, initiatingUser } = run;
  const inventoryIds = [...accepted.inventory.values()];
  const { provisionId } = accepted;
  const token = await context.issueRunToken({
    provisionId,
    userId: initiatingUser,
    customerId: checked.customer.customer_id,
    inventoryIds,
    serviceId: checked.service?.service_id ?? null,
  });
  const variables = variablesOf(context, run, token);
  const end = await runPlay(
    context,
    { provisionId, playbook: checked.playbook, variables, inventoryIds, removal: false },
    control,
  );
  return finishOrder(context.db, provisionId, end);
}

async function planOrder(
  context: ProvisioningContext,
  checked: CheckedOrder,
  initiatingUser: number,
  control: RunControl,
): Promise<RunOutcome> {
  const inventory = await pickMissing(context.db, checked);
  const token = await context.issuePlanToken(initiatingUser);
  const variables = variablesOf(context, { checked, accepted: { provisionId: 0, inventory }, initiatingUser }, token);
  return planPlay(context, { playbook: checked.playbook, variables }, control);
}

function variablesOf(context: ProvisioningContext, run: RunnableOrder, token: string): RunVariables {
  const { product, customer, service, vars } = run.checked;
  const system = new Map<string, Value>([
    ...(service === undefined ? [] : ([['service_id', service.service_id]] as const)),
    ['product_id', product.product_id],
    ['customer_id', customer.customer_id],
    ['access_token', token],
    ['initiating_user', run.initiatingUser],
  ]);
  return mergeVariables({ config: context.config, product, request: vars, inventory: run.accepted.inventory, system });
}

/** The outcome of a run that is there already: the order came again under its key. */
async function outcomeOf(context: ProvisioningContext, run: Provision): Promise<RunOutcome> {
  const service = run.service_id === null ? undefined : await getService(context.db, run.service_id);
  return {
    provisionId: run.provision_id,
    status: run.provisioning_status,
    verdict: run.verdict ?? undefined,
    serviceId: service?.service_id,
    serviceUuid: service?.service_uuid,
    repeated: true,
    failure: undefined,
  };
}
