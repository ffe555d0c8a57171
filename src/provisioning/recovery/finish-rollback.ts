/** A failed run that left something: what is left, and the rescue once more. */
import { OmnicrmError } from '../../errors.ts';
import { getProvision, reopenProvision, updateProvision } from '../../crm/provision-record.ts';
import type { Provision } from '../../crm/types.ts';
import type { ProvisioningContext } from '../context.ts';
import type { RunControl, RunOutcome } from '../order.ts';
import type { ObjectState } from '../read-back/index.ts';
import { thisProcess } from '../run-owner.ts';
import { remains } from '../verdict.ts';
import { goOn } from './recover-run.ts';

/** A run and every object of a backend that it wrote to, as they are now. Throws E_NOT_FOUND. */
export async function showRollback(
  context: ProvisioningContext,
  id: number,
): Promise<{ readonly run: Provision; readonly remains: readonly ObjectState[] }> {
  const run = await getProvision(context.db, id);
  return { run, remains: await remains(context, id) };
}

/** Runs the rescue of a failed run again and judges it anew. Throws E_NOT_FOUND, or E_CONFLICT when there is nothing to finish. */
export async function finishRollback(
  context: ProvisioningContext,
  id: number,
  control: RunControl = {},
): Promise<RunOutcome> {
  const run = await getProvision(context.db, id);
  refuseOthers(run);
  if (!(await reopenProvision(context.db, id, thisProcess()))) refuseOthers(await getProvision(context.db, id));
  await updateProvision(context.db, id, { turned_back: new Date().toISOString() });
  return goOn(context, await getProvision(context.db, id), control, { forget: isUndo });
}

/** Steps of a rescue are done again: what they remove may be there still. */
function isUndo(path: string): boolean {
  return path.includes('.rescue.') || path.includes('.always.');
}

function refuseOthers({ provision_id: id, provisioning_status, verdict, action }: Provision): void {
  if (action === 'deprovision') {
    const hint = `omnicrm retry ${id} --from-failed`;
    throw new OmnicrmError('E_CONFLICT', `Run ${id} is a removal: try it again instead`, { hint });
  }
  if (provisioning_status === 2 && verdict === 'dirty') return;
  const hint = provisioning_status === 1 ? `omnicrm rollback ${id}` : undefined;
  throw new OmnicrmError('E_CONFLICT', `Run ${id} did not leave a rollback to finish`, { hint });
}
