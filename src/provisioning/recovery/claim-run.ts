import { OmnicrmError } from '../../errors.ts';
import { claimProvision, getProvision } from '../../crm/provision-record.ts';
import type { Provision } from '../../crm/types.ts';
import type { Database } from '../../store/schema.ts';
import { thisProcess } from '../run-owner.ts';
import { isInterrupted } from './interrupted-runs.ts';

/** Makes this process the owner of a run that nobody works on. Throws E_NOT_FOUND, E_CONFLICT (it has ended) or E_BUSY. */
export async function claimRun(db: Database, id: number): Promise<Provision> {
  const run = await getProvision(db, id);
  if (run.provisioning_status !== 1) throw hasEnded(run);
  if (run.held_since === null && !isInterrupted(run)) throw isWorkedOn(run);
  if (!(await claimProvision(db, id, thisProcess(), run))) throw isWorkedOn(await getProvision(db, id));
  return getProvision(db, id);
}

function hasEnded({ provision_id, provisioning_status, verdict }: Provision): OmnicrmError {
  const how = provisioning_status === 0 ? 'with success' : `failed and ${verdict ?? 'unclear'}`;
  const hint = provisioning_status === 0 ? undefined : `Try it again with: omnicrm retry ${provision_id}`;
  return new OmnicrmError('E_CONFLICT', `Run ${provision_id} has ended: ${how}`, { hint });
}

function isWorkedOn({ provision_id, owner_host, owner_pid }: Provision): OmnicrmError {
  return new OmnicrmError('E_BUSY', `Run ${provision_id} is being worked on by process ${owner_pid} of ${owner_host}`, {
    hint: `See how it goes with: omnicrm status ${provision_id}; end it with: omnicrm cancel ${provision_id}`,
  });
}
