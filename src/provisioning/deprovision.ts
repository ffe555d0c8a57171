/** Removal of a service: the rescue of its product's play, run on purpose and filled from the service's own row. */
import { OmnicrmError } from '../errors.ts';
import type { Playbook } from '../engine/index.ts';
import { listInventoryOfService } from '../crm/inventory.ts';
import { parsePlays } from '../crm/order-plays.ts';
import { getProduct } from '../crm/product.ts';
import { createProvision } from '../crm/provision-record.ts';
import { findService } from '../crm/service.ts';
import type { InventoryItem, Product, Provision, Service } from '../crm/types.ts';
import { firstAdmin } from '../crm/user.ts';
import type { Value } from '../template/index.ts';
import { lastingColumns, refuseBusyService } from './accept-order.ts';
import { carryOutRun } from './carry-out-run.ts';
import { carryOnOrder } from './chain/carry-on-order.ts';
import { type LoadedPlay, openOrder } from './chain/open-order.ts';
import type { ProvisioningContext } from './context.ts';
import { countTasks } from './count-tasks.ts';
import { loadPlay, runModules } from './load-play.ts';
import { productDefaults } from './merge-variables.ts';
import { playTitle } from './play-title.ts';
import type { RunControl, RunOutcome } from './order.ts';
import { factsOfRemoval } from './removal-facts.ts';
import { thisProcess } from './run-owner.ts';
import type { RunInputs } from './run-inputs.ts';

export interface Removal {
  /** service_id or service_uuid. */
  readonly service: number | string;
  readonly vars?: ReadonlyMap<string, Value>;
}

interface CheckedRemoval {
  readonly service: Service;
  readonly product: Product;
  readonly play: string;
  readonly playbook: Playbook;
  /** The plays after it, for a product that names several: the last one's rescue runs first. */
  readonly following: readonly LoadedPlay[];
  readonly items: readonly InventoryItem[];
  readonly initiatingUser: number;
}

/**
 * Removes a service. One that is inactive already is a success that changes nothing. A failed removal leaves the service as it
 * is for another try. Throws E_NOT_FOUND, E_BUSY, E_PLAY_MISSING, E_PLAY_SYNTAX or E_PLAY_NO_RESCUE before anything was changed.
 */
export async function deprovision(
  context: ProvisioningContext,
  removal: Removal,
  control: RunControl = {},
): Promise<RunOutcome> {
  const service = await findService(context.db, removal.service);
  if (service.service_status === 'Inactive') return alreadyGone(service);
  const checked = await checkRemoval(context, service, removal, control);
  const inputs = await inputsOfRemoval(context, checked, removal);
  const provision = await acceptRemoval(context, checked, inputs, control.retryOf);
  if (provision.order_id !== null) return carryOnOrder(context, provision.order_id, provision, control);
  control.onAccepted?.(provision.provision_id);
  return carryOutRun(context, { provision, playbook: checked.playbook, inputs, entry: 'rescue' }, control);
}

function alreadyGone(service: Service): RunOutcome {
  return {
    action: 'deprovision',
    provisionId: undefined,
    status: 0,
    verdict: undefined,
    serviceId: service.service_id,
    serviceUuid: service.service_uuid,
    repeated: true,
    held: undefined,
    backendDown: false,
    failure: undefined,
  };
}

async function checkRemoval(
  context: ProvisioningContext,
  service: Service,
  removal: Removal,
  control: RunControl,
): Promise<CheckedRemoval> {
  const product = await getProduct(context.db, service.product_id);
  const [{ play, playbook }, ...following] = playsOf(context, product);
  refuseProvisioning(removal.vars);
  const items = await listInventoryOfService(context.db, service.service_id);
  const initiatingUser = control.initiatingUser ?? (await firstAdmin(context.db)).user_id;
  return { service, product, play, playbook, following, items, initiatingUser };
}

function playsOf(context: ProvisioningContext, product: Product): [LoadedPlay, ...LoadedPlay[]] {
  const load = (play: string): LoadedPlay => {
    const playbook = loadPlay(context.config, play, runModules(context.config));
    refuseWithoutRescue(playbook, play);
    return { play, playbook };
  };
  const [first, ...others] = parsePlays(product.provisioning_play ?? '').toReversed();
  return [load(first ?? ''), ...others.map(load)];
}

/** Removal is the rescue: a play without one cannot remove anything. */
function refuseWithoutRescue(playbook: Playbook, play: string): void {
  const nodes = playbook.plays.flatMap(({ tasks }) => tasks);
  if (nodes.some(node => node.kind === 'block' && node.rescue.length > 0)) return;
  const hint = 'Put its tasks into a block and what removes them into its rescue.';
  throw new OmnicrmError('E_PLAY_NO_RESCUE', `Play '${play}' has no rescue, so it cannot remove a service`, { hint });
}

function refuseProvisioning(vars: ReadonlyMap<string, Value> = new Map()): void {
  const action = vars.get('action') ?? 'deprovision';
  if (action !== 'deprovision') throw new OmnicrmError('E_INPUT', 'A removal always has action: deprovision');
}

async function acceptRemoval(
  context: ProvisioningContext,
  checked: CheckedRemoval,
  inputs: RunInputs,
  retryOf: number | undefined,
): Promise<Provision> {
  const { service, product, play, playbook, following, initiatingUser } = checked;
  return context.writes.add(async tx => {
    await refuseBusyService(tx, service.service_id);
    const lasting = await lastingColumns(tx, playbook, inputs);
    const row = {
      customer_id: service.customer_id,
      product_id: product.product_id,
      service_id: service.service_id,
      action: 'deprovision' as const,
      provisioning_play: play,
      playbook_description: playTitle({ playbook, play }),
      provisioning_json_vars: '{}',
      task_count: countTasks(playbook),
      initiating_user: initiatingUser,
      retry_of: retryOf ?? null,
      ...lasting,
      ...thisProcess(),
    };
    return createProvision(tx, { ...row, ...(await openOrder(tx, row, [{ play, playbook }, ...following])) });
  });
}

async function inputsOfRemoval(
  context: ProvisioningContext,
  checked: CheckedRemoval,
  removal: Removal,
): Promise<RunInputs> {
  const { service, product, play, items, initiatingUser } = checked;
  const system = new Map<string, Value>([
    ['action', 'deprovision'],
    ['service_id', service.service_id],
    ['service_uuid', service.service_uuid],
    ['product_id', product.product_id],
    ['customer_id', service.customer_id],
    ['initiating_user', initiatingUser],
  ]);
  return {
    defaults: productDefaults(product),
    facts: await factsOfRemoval(context.db, service, play),
    request: removal.vars ?? new Map(),
    inventory: new Map(items.map(item => [item.inventory_type, item.inventory_id])),
    system,
    inventoryIds: items.map(item => item.inventory_id),
  };
}
