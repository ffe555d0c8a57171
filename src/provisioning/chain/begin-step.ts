import { randomUUID } from 'node:crypto';
import { handStockTo, type ProvisionOrder, updateOrder } from '../../crm/order-record.ts';
import { createProvision, getProvision, updateProvision } from '../../crm/provision-record.ts';
import { getService } from '../../crm/service.ts';
import type { Provision } from '../../crm/types.ts';
import type { DatabaseTransaction } from '../../store/schema.ts';
import { sealerOf } from '../../store/sealer.ts';
import type { Value } from '../../template/index.ts';
import { factsOfRemoval } from '../removal-facts.ts';
import { type RunInputs, sealInputs } from '../run-inputs.ts';
import { thisProcess } from '../run-owner.ts';

/** Writes the run of the step after `before`, owned by this process, and hands it the order's stock. */
export async function beginStep(
  tx: DatabaseTransaction,
  order: ProvisionOrder,
  before: Provision,
  inputs: RunInputs,
): Promise<void> {
  const step = (before.step ?? 0) + 1;
  const planned = order.plays[step - 1];
  if (planned === undefined) throw new Error(`order ${order.order_id} has no step ${step}`);
  const { provision_id } = await createProvision(tx, {
    customer_id: before.customer_id,
    product_id: before.product_id,
    service_id: order.service_id,
    action: order.action,
    provisioning_play: planned.play,
    playbook_description: planned.title,
    provisioning_json_vars: '{}',
    task_count: planned.taskCount,
    initiating_user: before.initiating_user,
    run_key: randomUUID(),
    play_digest: planned.playDigest,
    sealed_inputs: sealInputs(sealerOf(tx), await carriedOn(tx, order, planned.play, inputs)),
    order_id: order.order_id,
    step,
    ...thisProcess(),
  });
  const { cancel_requested } = await getProvision(tx, before.provision_id);
  if (cancel_requested !== null) await updateProvision(tx, provision_id, { cancel_requested });
  await handStockTo(tx, order.order_id, provision_id);
  await updateOrder(tx, order.order_id, { step, state: 'running', service_id: order.service_id });
}

/** The service goes on as a system variable; what earlier steps found out goes below what a play sets itself. */
async function carriedOn(
  tx: DatabaseTransaction,
  order: ProvisionOrder,
  play: string,
  inputs: RunInputs,
): Promise<RunInputs> {
  if (order.service_id === null) return inputs;
  const service = await getService(tx, order.service_id);
  if (order.action === 'deprovision') return { ...inputs, facts: await factsOfRemoval(tx, service, play) };
  return {
    ...inputs,
    facts: new Map<string, Value>([['service_uuid', service.service_uuid], ...inputs.facts]),
    system: new Map<string, Value>([...inputs.system, ['service_id', service.service_id]]),
  };
}
