/** A run whose process is gone goes on, or goes back: its play is walked again along the journal. */
import { OmnicrmError } from '../../errors.ts';
import { getProvision, updateProvision } from '../../crm/provision-record.ts';
import type { Provision } from '../../crm/types.ts';
import { carryOnOrder } from '../chain/carry-on-order.ts';
import { runToRecover } from '../chain/run-to-recover.ts';
import type { ProvisioningContext } from '../context.ts';
import type { RunControl, RunOutcome } from '../order.ts';
import { claimRun } from './claim-run.ts';
import { settleRestored } from './settle-restored.ts';
import { type Recovery, walkAgain } from './walk-again.ts';

/**
 * Lets an interrupted or held run go on where its record ends; one that had turned back goes on undoing. Throws E_NOT_FOUND,
 * E_CONFLICT (it has ended, or its play has changed) or E_BUSY (a living process works on it).
 */
export async function resumeRun(
  context: ProvisioningContext,
  id: number,
  control: RunControl = {},
  recovery: Recovery = {},
): Promise<RunOutcome> {
  const run = await claimRun(context.db, await runToRecover(context.db, id));
  return goOn(context, run, control, recovery);
}

/** Undoes what an interrupted or held run did, and nothing else. Throws as `resumeRun`, and E_CONFLICT for a removal. */
export async function rollBackRun(
  context: ProvisioningContext,
  id: number,
  control: RunControl = {},
): Promise<RunOutcome> {
  refuseRemoval(await getProvision(context.db, id));
  const run = await claimRun(context.db, await runToRecover(context.db, id));
  await updateProvision(context.db, run.provision_id, { turned_back: new Date().toISOString() });
  return goOn(context, { ...run, turned_back: 'now' }, control, {});
}

/** Carries on with a run that this process has claimed; with the rest of its order, if it is a step of one. */
export async function goOn(
  context: ProvisioningContext,
  provision: Provision,
  control: RunControl,
  recovery: Recovery,
): Promise<RunOutcome> {
  const { order_id } = provision;
  if (order_id !== null) return carryOnOrder(context, order_id, provision, control, recovery);
  return settleRestored(context, await walkAgain(context, provision, control, recovery));
}

function refuseRemoval({ provision_id, action }: Provision): void {
  if (action !== 'deprovision') return;
  const hint = `Let it go on with: omnicrm resume ${provision_id}`;
  throw new OmnicrmError('E_CONFLICT', `Run ${provision_id} is a removal: what it removed cannot be put back`, {
    hint,
  });
}
