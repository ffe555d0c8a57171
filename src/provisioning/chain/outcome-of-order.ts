/** What became of an order of several plays. */
import { getOrder, listRunsOfOrder, type ProvisionOrder } from '../../crm/order-record.ts';
import { getService } from '../../crm/service.ts';
import type { Provision } from '../../crm/types.ts';
import type { Database } from '../../store/schema.ts';
import type { OrderStep, RunOutcome } from '../order.ts';
import { outcomeOfRun } from '../outcome-of-run.ts';

/** The outcome of the run that failed, else of the last one, in the order's own terms. `told`: the runs carried out just now. */
export async function outcomeOfOrder(
  db: Database,
  orderId: number,
  told: ReadonlyMap<number, RunOutcome> = new Map(),
): Promise<RunOutcome> {
  const order = await getOrder(db, orderId);
  const runs = await listRunsOfOrder(db, orderId);
  const run = speaker(order, runs);
  if (run === undefined) throw new Error(`order ${orderId} has no run`);
  const outcome = told.get(run.provision_id) ?? (await outcomeOfRun(db, run));
  const steps = runs.map(other => stepOf(order, other));
  return {
    ...outcome,
    ...(await serviceOf(db, order)),
    status: statuses[order.state],
    verdict: order.verdict ?? undefined,
    repeated: told.size === 0,
    failure: order.state === 'failed' && outcome.failure ? withUndone(outcome.failure, steps) : undefined,
    orderId,
    steps,
  };
}

const statuses: Readonly<Record<ProvisionOrder['state'], RunOutcome['status']>> = {
  running: 1,
  undoing: 1,
  done: 0,
  failed: 2,
};

function speaker({ state, failed_step, step }: ProvisionOrder, runs: readonly Provision[]): Provision | undefined {
  const wanted = state === 'failed' ? failed_step : step;
  return runs.find(run => run.step === wanted) ?? runs.at(-1);
}

async function serviceOf(
  db: Database,
  { service_id }: ProvisionOrder,
): Promise<Pick<RunOutcome, 'serviceId' | 'serviceUuid'>> {
  if (service_id === null) return { serviceId: undefined, serviceUuid: undefined };
  const { service_uuid } = await getService(db, service_id);
  return { serviceId: service_id, serviceUuid: service_uuid };
}

/** A run of an order as one line tells it. */
function stepOf(order: ProvisionOrder, run: Provision): OrderStep {
  const { step, provisioning_play: play, provision_id, provisioning_status: status, verdict } = run;
  const wasUndone = order.failed_step !== null && step !== null && step < order.failed_step && status === 2;
  const note = wasUndone ? `undone because step ${order.failed_step} failed` : null;
  return { step: step ?? 0, play, provision_id, provisioning_status: status, verdict, note };
}

/** The failure, and which other steps left something. */
function withUndone(failure: NonNullable<RunOutcome['failure']>, steps: readonly OrderStep[]): RunOutcome['failure'] {
  const left = steps.filter(({ note, verdict }) => note !== null && verdict === 'dirty');
  if (left.length === 0) return failure;
  const names = left.map(({ step, play, provision_id }) => `step ${step} (${play}, run ${provision_id})`);
  return { ...failure, message: `${failure.message}; ${names.join(' and ')} could not be undone` };
}
