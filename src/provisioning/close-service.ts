import { listInventoryOfService, updateInventory } from '../crm/inventory.ts';
import { getService, updateService } from '../crm/service.ts';
import { endSubscribersOf } from '../crm/subscriber.ts';
import type { Service } from '../crm/types.ts';
import type { DatabaseTransaction } from '../store/schema.ts';

/**
 * What a careful play has done already; a careless one must not keep a dead service in possession of stock. What the run holds
 * stays held.
 */
export async function closeService(
  tx: DatabaseTransaction,
  { service_id }: Service,
  provisionId: number,
): Promise<void> {
  const now = await getService(tx, service_id);
  if (now.service_status !== 'Inactive') await updateService(tx, service_id, { service_status: 'Inactive' });
  await endSubscribersOf(tx, service_id);
  for (const item of await listInventoryOfService(tx, service_id)) {
    const free = { customer_id: null, service_id: null, item_state: 'Used' };
    await updateInventory(tx, item.inventory_id, free, { provisionId });
  }
}
