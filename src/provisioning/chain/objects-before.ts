import { listRunsOfOrder } from '../../crm/order-record.ts';
import { getProvision } from '../../crm/provision-record.ts';
import type { ProvisioningContext } from '../context.ts';
import { runCalls } from '../journal/run-calls.ts';
import { objectsOf } from '../read-back/index.ts';

type BackendObject = ReturnType<typeof objectsOf>[number];

/** Tells objects that an earlier step of the run's order wrote to: that step is the one to leave or to undo them. */
export async function wroteBefore(
  { db, config }: Pick<ProvisioningContext, 'db' | 'config'>,
  provisionId: number,
): Promise<(object: BackendObject) => boolean> {
  const { order_id, step, action } = await getProvision(db, provisionId);
  if (order_id === null || action === 'deprovision') return () => false;
  const earlier = (await listRunsOfOrder(db, order_id)).filter(run => (run.step ?? 0) < (step ?? 0));
  const calls = await Promise.all(earlier.map(run => runCalls(db, run.provision_id)));
  const written = new Set(objectsOf(calls.flat(), config).map(nameOf));
  return object => written.has(nameOf(object));
}

function nameOf({ base, kind, by, id, details }: BackendObject): string {
  return JSON.stringify([base, kind, by, id, details]);
}
