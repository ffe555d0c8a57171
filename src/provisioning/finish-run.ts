/** The last step of an order: the service is complete, or nothing of it is left in the CRM. */
import { assignReservation, releaseReservation } from '../crm/inventory-reservation.ts';
import { listInventoryOfService, updateInventory } from '../crm/inventory.ts';
import { finishProvision, getProvision } from '../crm/provision-record.ts';
import { getService, keepRemovalFacts, listServicesCreatedBy, updateService } from '../crm/service.ts';
import type { Service } from '../crm/types.ts';
import type { Database, DatabaseTransaction } from '../store/schema.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { toJson } from '../template/index.ts';
import type { RunOutcome } from './order.ts';
import { keptPayments, reverseBookings } from './run-money.ts';
import type { PlayRunEnd } from './run-play.ts';
import type { RunRecorder } from './run-recorder.ts';

/** Success: stock stays with the service, which keeps the run's facts for its removal. Failure: what the CRM gave is taken back. */
export async function finishOrder(db: Database, provisionId: number, end: PlayRunEnd): Promise<RunOutcome> {
  const failed = end.result.exitCode !== 0;
  return withTransaction(db, async tx => {
    const [service] = await listServicesCreatedBy(tx, provisionId);
    await (failed ? takeBack(tx, provisionId, service) : complete(tx, provisionId, service, end));
    return finish(tx, provisionId, end, service);
  });
}

/** The end of a removal: the service is inactive and its stock free, or it stays as it was for another try. */
export async function finishRemoval(
  db: Database,
  provisionId: number,
  end: PlayRunEnd,
  service: Service,
): Promise<RunOutcome> {
  return withTransaction(db, async tx => {
    if (end.result.exitCode === 0) await closeService(tx, service);
    return finish(tx, provisionId, end, service);
  });
}

async function complete(
  tx: DatabaseTransaction,
  provisionId: number,
  service: Service | undefined,
  end: PlayRunEnd,
): Promise<void> {
  const { customer_id } = await getProvision(tx, provisionId);
  const serviceId = service?.service_id ?? null;
  await assignReservation(tx, { provisionId, customerId: customer_id ?? 0, serviceId });
  if (service !== undefined) await keepRemovalFacts(tx, service.service_id, toJson(new Map(end.facts)));
}

async function takeBack(tx: DatabaseTransaction, provisionId: number, service: Service | undefined): Promise<void> {
  if (service !== undefined) await closeService(tx, service);
  await reverseBookings(tx, provisionId);
  await releaseReservation(tx, provisionId);
}

/** What a careful play has done already; a careless one must not keep a dead service in possession of stock. */
async function closeService(tx: DatabaseTransaction, service: Service): Promise<void> {
  const now = await getService(tx, service.service_id);
  if (now.service_status !== 'Inactive') await updateService(tx, service.service_id, { service_status: 'Inactive' });
  for (const item of await listInventoryOfService(tx, service.service_id)) {
    await updateInventory(tx, item.inventory_id, { customer_id: null, service_id: null, item_state: 'Used' });
  }
}

async function finish(
  tx: DatabaseTransaction,
  provisionId: number,
  { result, recorder }: PlayRunEnd,
  service: Service | undefined,
): Promise<RunOutcome> {
  const status = result.exitCode === 0 ? 0 : 2;
  const verdict = status === 0 ? undefined : await verdictOf(tx, provisionId, recorder);
  await finishProvision(tx, provisionId, {
    provisioning_status: status,
    verdict: verdict ?? null,
    ...serviceOf(service),
  });
  return {
    provisionId,
    status,
    verdict,
    serviceId: service?.service_id,
    serviceUuid: service?.service_uuid,
    repeated: false,
    failure: status === 0 ? undefined : recorder.failure,
  };
}

/** Clean only when all that was done is known to be undone. */
async function verdictOf(
  tx: DatabaseTransaction,
  provisionId: number,
  recorder: RunRecorder,
): Promise<'clean' | 'dirty'> {
  return recorder.leftSomething || (await keptPayments(tx, provisionId)) ? 'dirty' : 'clean';
}

/** A run that made no service keeps the one it was ordered for, if any. */
function serviceOf(service: Service | undefined): { service_id?: number } {
  return service === undefined ? {} : { service_id: service.service_id };
}
