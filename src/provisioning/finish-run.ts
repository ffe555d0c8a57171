/** The last step of an order: the service is complete, or nothing of it is left in the CRM. */
import { assignReservation, keepReservation, releaseReservation } from '../crm/inventory-reservation.ts';
import { finishProvision } from '../crm/provision-record.ts';
import { getService, keepRemovalFacts, listServicesCreatedBy } from '../crm/service.ts';
import type { Provision, Service } from '../crm/types.ts';
import type { DatabaseTransaction } from '../store/schema.ts';
import { keptText } from '../template/index.ts';
import { isBackendDown } from './backends/is-backend-down.ts';
import { isUndoneStep } from './chain/is-undone-step.ts';
import { settleStep } from './chain/settle-step.ts';
import { closeService } from './close-service.ts';
import type { ProvisioningContext } from './context.ts';
import { queueFailure } from './notify/queue-failure.ts';
import type { RunOutcome } from './order.ts';
import { reverseBookings } from './run-money.ts';
import type { PlayRunEnd } from './run-play.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import type { Run } from './run.ts';

/**
 * Ends a run. An order's success: stock stays with the service, which keeps the run's facts for its removal; its failure: what
 * the CRM gave is taken back. A removal's success: the service is inactive and its stock free, else it stays for another try.
 */
export async function finishRun(context: ProvisioningContext, run: Run, end: PlayRunEnd): Promise<RunOutcome> {
  const { provision_id: provisionId, service_id } = run.provision;
  const status = end.result.exitCode === 0 && run.entry !== 'undo' ? 0 : 2;
  if (status !== 0) await end.recorder.flush();
  const verdict = status === 0 ? undefined : await verdictOf(context, run.provision, end.recorder);
  return context.writes.add(async tx => {
    end.recorder.check();
    const isRemoval = run.provision.action === 'deprovision';
    const [made] = isRemoval ? [await getService(tx, service_id)] : await listServicesCreatedBy(tx, provisionId);
    await finishProvision(tx, provisionId, {
      provisioning_status: status,
      verdict: verdict ?? null,
      ...serviceOf(made),
    });
    if (run.provision.order_id !== null)
      await settleStep(tx, run.provision, { status, made, inputs: run.inputs, facts: end.facts });
    else if (isRemoval) await finishRemoval(tx, provisionId, made, status);
    else
      await (verdict !== undefined ? takeBack(tx, provisionId, made, verdict) : complete(tx, run.provision, made, end));
    const isToTell = status === 2 && !(await isUndoneStep(tx, run.provision));
    if (isToTell) await queueFailure({ config: context.config, db: tx }, provisionId);
    return outcomeOf(run.provision, { status, verdict, failure: end.recorder.failure }, made);
  });
}

async function finishRemoval(
  tx: DatabaseTransaction,
  provisionId: number,
  service: Service | undefined,
  status: 0 | 2,
): Promise<void> {
  if (status === 0 && service !== undefined) await closeService(tx, service, provisionId);
}

async function complete(
  tx: DatabaseTransaction,
  { provision_id: provisionId, customer_id }: Provision,
  service: Service | undefined,
  end: PlayRunEnd,
): Promise<void> {
  const serviceId = service?.service_id ?? null;
  await assignReservation(tx, { provisionId, customerId: customer_id ?? 0, serviceId });
  if (service !== undefined) await keepRemovalFacts(tx, service.service_id, keptText(new Map(end.facts)));
}

/** Stock of a run that left something is not sold again before somebody has looked. */
async function takeBack(
  tx: DatabaseTransaction,
  provisionId: number,
  service: Service | undefined,
  verdict: Verdict,
): Promise<void> {
  if (service !== undefined) await closeService(tx, service, provisionId);
  await reverseBookings(tx, provisionId);
  await (verdict === 'dirty' ? keepReservation(tx, provisionId) : releaseReservation(tx, provisionId));
}

function outcomeOf(
  { provision_id: provisionId, action }: Provision,
  { status, verdict, failure }: Pick<RunOutcome, 'status' | 'verdict'> & Pick<PlayRunEnd['recorder'], 'failure'>,
  service: Service | undefined,
): RunOutcome {
  return {
    action,
    provisionId,
    status,
    verdict,
    serviceId: service?.service_id,
    serviceUuid: service?.service_uuid,
    repeated: false,
    held: undefined,
    backendDown: failure !== undefined && isBackendDown(failure.result),
    failure: status === 0 ? undefined : told(failure),
  };
}

/** A run that goes back need not have failed. */
function told(failure: PlayRunEnd['recorder']['failure']): RunOutcome['failure'] {
  return failure === undefined
    ? { task: 'Run', message: 'rolled back' }
    : { task: failure.task, message: failure.message };
}

/** A run that made no service keeps the one it was ordered for, if any. */
function serviceOf(service: Service | undefined): { service_id?: number } {
  return service === undefined ? {} : { service_id: service.service_id };
}
