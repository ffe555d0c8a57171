import { runAtHand } from '../../crm/order-record.ts';
import { getProvision } from '../../crm/provision-record.ts';
import type { Database } from '../../store/schema.ts';

/** The run that a person means by naming any run of an order: the one at hand, else the named one. Throws E_NOT_FOUND. */
export async function runToRecover(db: Database, id: number): Promise<number> {
  const { order_id, provisioning_status } = await getProvision(db, id);
  if (order_id === null || provisioning_status === 1) return id;
  return (await runAtHand(db, order_id))?.provision_id ?? id;
}
