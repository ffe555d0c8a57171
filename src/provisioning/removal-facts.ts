/** What a removal knows of its service beside the service's own row. */
import { listInventoryOfService } from '../crm/inventory.ts';
import { listRunsOfOrder } from '../crm/order-record.ts';
import { getProvision, sealedInputs } from '../crm/provision-record.ts';
import { removalFacts } from '../crm/service.ts';
import type { InventoryItem, Service } from '../crm/types.ts';
import type { Database } from '../store/schema.ts';
import { sealerOf } from '../store/sealer.ts';
import { readKept, type Value } from '../template/index.ts';
import { openInputs } from './run-inputs.ts';

type Facts = ReadonlyMap<string, Value>;

/** The facts that the service keeps, then those of the play itself, then what its stock says now. */
export async function factsOfRemoval(db: Database, service: Service, play: string): Promise<Facts> {
  const kept = readKept((await removalFacts(db, service.service_id)) ?? '{}') as Map<string, Value>;
  const items = await listInventoryOfService(db, service.service_id);
  return new Map([...kept, ...(await factsOfStep(db, service, play)), ...identifiersOf(items)]);
}

/** Of an order of several plays: what was known when this play ended, as the step after it began with. */
async function factsOfStep(db: Database, { created_by_provision_id: maker }: Service, play: string): Promise<Facts> {
  const order = maker === null ? null : (await getProvision(db, maker)).order_id;
  if (order === null) return new Map();
  const runs = await listRunsOfOrder(db, order);
  const step = runs.findIndex(run => run.provisioning_play === play);
  const next = step === -1 ? undefined : runs[step + 1];
  const sealed = next === undefined ? null : await sealedInputs(db, next.provision_id);
  return sealed === null ? new Map() : openInputs(sealerOf(db), sealed).facts;
}

/** iccid, imsi, msisdn, … of the stock that the service holds now: it may have changed since it was provisioned. */
function identifiersOf(items: readonly InventoryItem[]): [string, Value][] {
  const own = new Set([
    'inventory_id',
    'inventory_type',
    'item_state',
    'customer_id',
    'service_id',
    'notes',
    'created',
    'last_modified',
  ]);
  return items.flatMap(item =>
    Object.entries(item).filter(([name, value]) => !own.has(name) && !name.startsWith('reserved_') && value !== null),
  );
}
