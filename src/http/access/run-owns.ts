import { OmnicrmError } from '../../errors.ts';
import type { RunScope } from '../../provisioning/context.ts';
import type { Database } from '../../store/schema.ts';
import type { Row } from './access.ts';

/** Whether a service is the one the order works on, or one that this run made. */
export async function ownsService(db: Database, run: RunScope, serviceId: unknown): Promise<boolean> {
  if (typeof serviceId !== 'number') return false;
  if (serviceId === run.serviceId) return true;
  const query = db.selectFrom('service').select('created_by_provision_id').where('service_id', '=', serviceId);
  return (await query.executeTakeFirst())?.created_by_provision_id === run.provisionId;
}

/** Refuses (E_NOT_ALLOWED) what belongs to another customer than the order's. */
export function refuseOtherCustomer(run: RunScope, row: Row, object: string): void {
  if (row['customer_id'] !== run.customerId) throw forbidden(run, `touch a ${object} of another customer`);
}

export function forbidden(run: RunScope, what: string): OmnicrmError {
  return new OmnicrmError('E_NOT_ALLOWED', `run ${run.provisionId} may not ${what}`, {
    hint: "a run's token reaches only what its order owns",
  });
}

export function conflict(run: RunScope, what: string): OmnicrmError {
  return new OmnicrmError('E_CONFLICT', `${what} does not belong to run ${run.provisionId}`, {
    hint: 'it is in use elsewhere; a run changes only what its order owns',
  });
}
