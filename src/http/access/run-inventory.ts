import type { Input } from '../../crm/types.ts';
import type { RunScope } from '../../provisioning/context.ts';
import type { Database } from '../../store/schema.ts';
import type { Change, Row } from './access.ts';
import { conflict, forbidden, ownsService, refuseOtherCustomer } from './run-owns.ts';

/** Whether an item is the order's: named by it or held for it, and not on another service; or on a service of the run. */
export async function inventoryBelongsToRun(db: Database, run: RunScope, item: Row): Promise<boolean> {
  if (typeof item['service_id'] === 'number') return ownsService(db, run, item['service_id']);
  return item['reserved_by'] === run.provisionId || run.inventoryIds.includes(Number(item['inventory_id']));
}

/**
 * Refuses to change stock that is not the order's: 409 for what the customer uses elsewhere (a rescue that frees all the
 * customer's stock stops here), 403 for anybody else's; and to hand the order's stock to others.
 */
export async function refuseForeignStock(db: Database, run: RunScope, { verb, row, changes }: Change): Promise<void> {
  if (verb === 'delete') throw forbidden(run, 'delete an inventory item');
  if (!(await inventoryBelongsToRun(db, run, row))) {
    refuseOtherCustomer(run, row, 'inventory item');
    throw conflict(run, `inventory item ${String(row['inventory_id'])}`);
  }
  await refuseForeignTarget(db, run, changes);
}

async function refuseForeignTarget(db: Database, run: RunScope, changes: Input): Promise<void> {
  const { customer_id, service_id } = changes;
  if (given(customer_id)) refuseOtherCustomer(run, { customer_id: Number(customer_id) }, 'inventory item');
  if (given(service_id) && !(await ownsService(db, run, Number(service_id)))) {
    throw conflict(run, `service ${String(service_id)}`);
  }
}

function given(id: unknown): boolean {
  return id !== undefined && id !== null;
}
