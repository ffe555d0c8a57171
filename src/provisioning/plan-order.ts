/** A plan of an order: its plays are walked with their reads sent, and nothing that changes anything. */
import { idOfFirstAdmin } from '../crm/user.ts';
import type { Value } from '../template/index.ts';
import { checkOrder, pickMissing } from './check-order.ts';
import type { ProvisioningContext } from './context.ts';
import { inputsOfOrder } from './inputs-of-order.ts';
import { mergeVariables } from './merge-variables.ts';
import type { Order, RunControl, RunOutcome } from './order.ts';
import { type PlayPlan, planPlay } from './plan-play.ts';
import type { RunInputs } from './run-inputs.ts';
import { Shadow } from './shadow-replies.ts';

/** Plans an order, play by play. Status 2 when it would fail as things stand. Throws as `placeOrder`. */
export async function planOrder(context: ProvisioningContext, order: Order, control: RunControl): Promise<RunOutcome> {
  const shadow = new Shadow();
  const checked = await checkOrder(context, order, shadow.modules);
  const initiatingUser = control.initiatingUser ?? (await idOfFirstAdmin(context.db));
  const token = await context.issuePlanToken(initiatingUser);
  let inputs = inputsOfOrder(checked, await pickMissing(context.db, checked), initiatingUser);
  const plays = [checked, ...checked.following];
  for (const [index, { play, playbook }] of plays.entries()) {
    if (plays.length > 1) control.onStep?.({ order_id: null, step: index + 1, of: plays.length, play, undo: false });
    const variables = mergeVariables(context.config, inputs, token);
    const plan = await planPlay(context, { playbook, variables, inventoryIds: inputs.inventoryIds }, control);
    if (plan.failure !== undefined || index === plays.length - 1) return outcomeOf(plan);
    inputs = carriedOn(inputs, plan, shadow);
  }
  throw new Error('an order has a play');
}

/** As the steps of an order hand on what they found out, and the service that they made. */
function carriedOn(inputs: RunInputs, { facts }: PlayPlan, { service }: Shadow): RunInputs {
  const made: [string, Value][] = service === undefined ? [] : [['service_id', service.get('service_id') ?? 0]];
  return {
    ...inputs,
    facts: new Map([...inputs.facts, ...facts]),
    system: new Map([...made, ...inputs.system]),
  };
}

function outcomeOf({ failure }: PlayPlan): RunOutcome {
  return {
    action: 'provision',
    provisionId: undefined,
    status: failure === undefined ? 0 : 2,
    verdict: undefined,
    serviceId: undefined,
    serviceUuid: undefined,
    repeated: false,
    held: undefined,
    backendDown: false,
    failure,
  };
}
