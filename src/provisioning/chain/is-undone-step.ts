import { getOrder } from '../../crm/order-record.ts';
import type { Provision } from '../../crm/types.ts';
import type { Database } from '../../store/schema.ts';

/** Whether a run did not fail itself, but was undone because a later step of its order failed. */
export async function isUndoneStep(db: Database, { order_id, step }: Provision): Promise<boolean> {
  if (order_id === null || step === null) return false;
  const { failed_step } = await getOrder(db, order_id);
  return failed_step !== null && step < failed_step;
}
