import { getOrder, listRunsOfOrder } from '../../crm/order-record.ts';
import type { Provision } from '../../crm/types.ts';
import type { Database } from '../../store/schema.ts';
import { endState } from './run-state.ts';

/** Where a run stands in its order, with its neighbours: `3, step 2 of 3; before it run 7 (play_a, success)`; null for a run alone. */
export async function orderOfRun(db: Database, { order_id, step }: Provision): Promise<string | null> {
  if (order_id === null || step === null) return null;
  const [order, runs] = [await getOrder(db, order_id), await listRunsOfOrder(db, order_id)];
  const isUndone = order.failed_step !== null && step < order.failed_step;
  return [
    `${order_id}, step ${step} of ${order.plays.length}`,
    ...(isUndone ? [`undone because step ${order.failed_step} failed`] : []),
    ...neighbour(
      'before',
      runs.find(run => run.step === step - 1),
    ),
    ...neighbour(
      'after',
      runs.find(run => run.step === step + 1),
    ),
  ].join('; ');
}

function neighbour(where: 'before' | 'after', run: Provision | undefined): string[] {
  return run === undefined ? [] : [`${where} it run ${run.provision_id} (${run.provisioning_play}, ${endState(run)})`];
}
