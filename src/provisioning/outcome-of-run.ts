import { getService } from '../crm/service.ts';
import type { Provision } from '../crm/types.ts';
import type { Database } from '../store/schema.ts';
import type { RunOutcome } from './order.ts';

/** What became of a run that was carried out before. */
export async function outcomeOfRun(db: Database, run: Provision): Promise<RunOutcome> {
  const service = run.service_id === null ? undefined : await getService(db, run.service_id);
  return {
    action: run.action,
    provisionId: run.provision_id,
    status: run.provisioning_status,
    verdict: run.verdict ?? undefined,
    serviceId: service?.service_id,
    serviceUuid: service?.service_uuid,
    repeated: true,
    held: run.held_reason ?? undefined,
    backendDown: false,
    failure: undefined,
  };
}
