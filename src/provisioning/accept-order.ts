/** Steps one and two of an order: the run row and the reservation of its stock are written in one transaction, or neither. */
import { randomUUID } from 'node:crypto';
import { OmnicrmError } from '../errors.ts';
import { reserveInventory } from '../crm/inventory-reservation.ts';
import { keepPlayText } from '../crm/provision-journal.ts';
import {
  createProvision,
  findProvisionByOrderKey,
  type NewProvision,
  runningOnService,
} from '../crm/provision-record.ts';
import type { Provision } from '../crm/types.ts';
import type { Playbook } from '../engine/index.ts';
import type { Database } from '../store/schema.ts';
import { sealerOf } from '../store/sealer.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { type Value, toJson } from '../template/index.ts';
import { openOrder } from './chain/open-order.ts';
import { countTasks } from './count-tasks.ts';
import type { CheckedOrder } from './check-order.ts';
import { pickMissing } from './check-order.ts';
import { inputsOfOrder } from './inputs-of-order.ts';
import type { Order } from './order.ts';
import { playSource } from './play-source.ts';
import { playTitle } from './play-title.ts';
import { type RunInputs, sealInputs } from './run-inputs.ts';
import { isInterrupted } from './recovery/interrupted-runs.ts';
import { thisProcess } from './run-owner.ts';

export interface AcceptedOrder {
  readonly provision: Provision;
  readonly inputs: RunInputs;
}

export interface Acceptance {
  readonly order: Order;
  readonly checked: CheckedOrder;
  readonly initiatingUser: number;
  /** An instant, ISO 8601. */
  readonly created: string;
  readonly reservationSeconds: number;
  readonly retryOf?: number | undefined;
}

/**
 * Writes the run row (status 1) and holds the stock. Gives the earlier run instead when the same key brought the same order.
 * Throws E_CONFLICT (key used for another order), E_BUSY (the service has a run under way) or E_STOCK.
 */
export async function acceptOrder(db: Database, acceptance: Acceptance): Promise<AcceptedOrder | Provision> {
  return withTransaction(db, async tx => {
    const digest = acceptance.order.key === undefined ? null : sealerOf(tx).fingerprint(textOf(acceptance.order));
    const earlier = await sameOrder(tx, acceptance.order.key, digest);
    if (earlier !== undefined) return earlier;
    const { checked } = acceptance;
    if (checked.service !== undefined) await refuseBusyService(tx, checked.service.service_id);
    const inventory = await pickMissing(tx, checked);
    const inputs = inputsOfOrder(checked, inventory, acceptance.initiatingUser);
    const lasting = await lastingColumns(tx, checked.playbook, inputs);
    const row = runRow(acceptance, digest);
    const step = await openOrder(tx, row, [checked, ...checked.following]);
    const provision = await createProvision(tx, { ...row, ...lasting, ...step });
    const { provision_id } = provision;
    const until = new Date(Date.now() + acceptance.reservationSeconds * 1000).toISOString();
    await reserveInventory(tx, { inventoryIds: Object.fromEntries(inventory), provisionId: provision_id, until });
    return { provision, inputs };
  });
}

/** Throws E_BUSY while another run works on the service: one order at a time. */
export async function refuseBusyService(db: Database, serviceId: number): Promise<void> {
  const busy = await runningOnService(db, serviceId);
  if (busy === undefined) return;
  const { provision_id } = busy;
  const isHeld = busy.held_since !== null;
  const [what, hint] =
    isHeld || isInterrupted(busy)
      ? [
          `Run ${provision_id} ${isHeld ? 'is held' : 'was interrupted while it worked'} on service ${serviceId}`,
          `Let it go on with: omnicrm resume ${provision_id}, or undo it with: omnicrm rollback ${provision_id}`,
        ]
      : [
          `Run ${provision_id} is working on service ${serviceId}`,
          `See how it goes with: omnicrm status ${provision_id}`,
        ];
  throw new OmnicrmError('E_BUSY', what, { hint });
}

function runRow(
  { order, checked, initiatingUser, created, retryOf }: Acceptance,
  digest: string | null,
): Parameters<typeof createProvision>[1] {
  return {
    customer_id: checked.customer.customer_id,
    product_id: checked.product.product_id,
    service_id: checked.service?.service_id ?? null,
    action: 'provision',
    provisioning_play: checked.play,
    playbook_description: playTitle(checked),
    provisioning_json_vars: '{}',
    task_count: countTasks(checked.playbook),
    initiating_user: initiatingUser,
    created,
    retry_of: retryOf ?? null,
    order_key: order.key ?? null,
    order_digest: digest,
    ...thisProcess(),
  };
}

/** What a later life of the run needs: the name of its calls, its play as it is now, what its variables are made of. */
export async function lastingColumns(
  db: Database,
  playbook: Playbook,
  inputs: RunInputs,
): Promise<Required<Pick<NewProvision, 'run_key' | 'play_digest' | 'sealed_inputs'>>> {
  const { digest, text } = playSource(playbook);
  keepPlayText(db, digest, text);
  return { run_key: randomUUID(), play_digest: digest, sealed_inputs: sealInputs(sealerOf(db), inputs) };
}

async function sameOrder(db: Database, key: string | undefined, digest: string | null): Promise<Provision | undefined> {
  if (key === undefined) return undefined;
  const earlier = await findProvisionByOrderKey(db, key);
  if (earlier === undefined || earlier.order_digest === digest) return earlier;
  const hint = `Run ${earlier.provision_id} was placed under it; use a new key for a new order.`;
  throw new OmnicrmError('E_CONFLICT', `The key '${key}' belongs to another order`, { hint });
}

/** What was ordered, the same for any order of its members. */
function textOf({ product, customer, inventory, pick, vars }: Order): string {
  const body = new Map<Value, Value>([
    ['product', String(product)],
    ['customer', customer],
    ['inventory', new Map(inventory)],
    ['pick', pick === true],
    ['vars', new Map(vars)],
  ]);
  return toJson(body, { sortKeys: true });
}
