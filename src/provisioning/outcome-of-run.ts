import { listEvents } from '../crm/provision-event.ts';
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
    failure: run.provisioning_status === 2 ? await failureOf(db, run) : undefined,
  };
}

/** What the events of a run from an earlier process tell of its failure. */
async function failureOf(db: Database, { provision_id }: Provision): Promise<NonNullable<RunOutcome['failure']>> {
  const failed = (await listEvents(db, provision_id)).find(event => event.provisioning_status === 2);
  if (failed === undefined) return { task: 'Run', message: 'rolled back' };
  const result = JSON.parse(failed.provisioning_result_json ?? '{}') as { readonly msg?: unknown };
  return { task: failed.event_name, message: typeof result.msg === 'string' ? result.msg : '' };
}
