/** The end of a step and the beginning of what comes next, in one transaction: a crash finds the order on one side or the other. */
import { assignReservation, keepReservation, releaseReservation } from '../../crm/inventory-reservation.ts';
import {
  getOrder,
  handStockTo,
  listRunsOfOrder,
  type ProvisionOrder,
  turnBackProvision,
  updateOrder,
} from '../../crm/order-record.ts';
import { keepRemovalFacts } from '../../crm/service.ts';
import type { Provision, Service } from '../../crm/types.ts';
import type { DatabaseTransaction } from '../../store/schema.ts';
import { keptText, type Value } from '../../template/index.ts';
import { closeService } from '../close-service.ts';
import type { RunInputs } from '../run-inputs.ts';
import { reverseBookings } from '../run-money.ts';
import { thisProcess } from '../run-owner.ts';
import { beginStep } from './begin-step.ts';

/** How a run of an order ended. */
interface StepEnd {
  readonly status: 0 | 2;
  /** The service that it made; of a removal the one that it removes. */
  readonly made: Service | undefined;
  readonly inputs: RunInputs;
  /** What its play set. */
  readonly facts: ReadonlyMap<string, Value>;
}

/** Call it when the run's row tells its end. Success begins the next step or ends the order; failure undoes the step before. */
export async function settleStep(tx: DatabaseTransaction, run: Provision, end: StepEnd): Promise<void> {
  const order = await getOrder(tx, run.order_id ?? 0);
  if (order.action === 'deprovision') await settleRemoval(tx, order, run, end);
  else if (end.status === 0) await goForward(tx, order, run, end);
  else await goBack(tx, order, run, end);
}

async function settleRemoval(
  tx: DatabaseTransaction,
  order: ProvisionOrder,
  run: Provision,
  { status, made, inputs }: StepEnd,
): Promise<void> {
  if (status === 2) return endOrder(tx, order, { state: 'failed', failed_step: run.step, verdict: 'dirty' });
  if (!isLast(order, run)) return beginStep(tx, order, run, inputs);
  if (made !== undefined) await closeService(tx, made, run.provision_id);
  await endOrder(tx, order, { state: 'done' });
}

async function goForward(
  tx: DatabaseTransaction,
  opened: ProvisionOrder,
  run: Provision,
  { made, inputs, facts }: StepEnd,
): Promise<void> {
  const order = { ...opened, service_id: opened.service_id ?? made?.service_id ?? null };
  const known = { ...inputs, facts: new Map([...inputs.facts, ...facts]) };
  if (made !== undefined) await keepRemovalFacts(tx, made.service_id, keptText(new Map(known.facts)));
  if (!isLast(order, run)) return beginStep(tx, order, run, known);
  await completeService(tx, order, known);
  const stock = { provisionId: run.provision_id, customerId: run.customer_id ?? 0, serviceId: order.service_id };
  await assignReservation(tx, stock);
  await endOrder(tx, order, { state: 'done', service_id: order.service_id });
}

/** The service that the order made keeps what all its plays found out; one that was there before keeps its own. */
async function completeService(tx: DatabaseTransaction, order: ProvisionOrder, { facts }: RunInputs): Promise<void> {
  const runs = await listRunsOfOrder(tx, order.order_id);
  const query = tx.selectFrom('service').select('created_by_provision_id').where('service_id', '=', order.service_id);
  const maker = (await query.executeTakeFirst())?.created_by_provision_id;
  const isOurs = runs.some(run => run.provision_id === maker);
  if (isOurs && order.service_id !== null) await keepRemovalFacts(tx, order.service_id, keptText(new Map(facts)));
}

/** The step has run its rescue. The one before is opened again to be undone; after the first the order has failed. */
async function goBack(
  tx: DatabaseTransaction,
  order: ProvisionOrder,
  run: Provision,
  { made }: StepEnd,
): Promise<void> {
  if (made !== undefined) await closeService(tx, made, run.provision_id);
  await reverseBookings(tx, run.provision_id);
  const failed_step = order.failed_step ?? run.step;
  const runs = await listRunsOfOrder(tx, order.order_id);
  const before = runs.findLast(other => other.provisioning_status === 0);
  if (before === undefined) return giveUp(tx, { ...order, failed_step }, run, runs);
  await turnBackProvision(tx, before.provision_id, thisProcess());
  await handStockTo(tx, order.order_id, before.provision_id);
  await updateOrder(tx, order.order_id, { state: 'undoing', step: before.step ?? 1, failed_step });
}

/** Stock of an order that left something is not sold again before somebody has looked. */
async function giveUp(
  tx: DatabaseTransaction,
  order: ProvisionOrder,
  { provision_id }: Provision,
  runs: readonly Provision[],
): Promise<void> {
  const verdict = runs.some(run => run.verdict === 'dirty') ? 'dirty' : 'clean';
  await (verdict === 'dirty' ? keepReservation(tx, provision_id) : releaseReservation(tx, provision_id));
  await endOrder(tx, order, { state: 'failed', verdict, failed_step: order.failed_step });
}

function endOrder(
  tx: DatabaseTransaction,
  { order_id }: ProvisionOrder,
  end: Parameters<typeof updateOrder>[2],
): Promise<void> {
  return updateOrder(tx, order_id, { ...end, finished: new Date().toISOString() });
}

function isLast({ plays }: ProvisionOrder, { step }: Provision): boolean {
  return step === plays.length;
}
