import { setTimeout as sleep } from 'node:timers/promises';
import { OmnicrmError } from '../../errors.ts';
import { getProvision, updateProvision } from '../../crm/provision-record.ts';
import { outcomeBefore } from '../chain/outcome-before.ts';
import { runToRecover } from '../chain/run-to-recover.ts';
import type { ProvisioningContext } from '../context.ts';
import type { RunControl, RunOutcome } from '../order.ts';
import { isInterrupted } from './interrupted-runs.ts';
import { rollBackRun } from './recover-run.ts';

/** How often to look whether the run has ended. */
const LOOK_MS = 200;

/**
 * Ends a run: its owner fails the task at hand and runs the rescue; this waits for it. One that nobody works on is rolled back
 * here. Throws E_NOT_FOUND, E_CONFLICT for a run that has ended, E_TIMEOUT when the signal comes first.
 */
export async function cancelRun(
  context: ProvisioningContext,
  named: number,
  control: RunControl = {},
): Promise<RunOutcome> {
  const id = await runToRecover(context.db, named);
  const run = await getProvision(context.db, id);
  if (run.provisioning_status !== 1) throw new OmnicrmError('E_CONFLICT', `Run ${id} has ended already`);
  if (run.held_since !== null || isInterrupted(run)) return rollBackRun(context, id, control);
  await updateProvision(context.db, id, { cancel_requested: new Date().toISOString() });
  return waitForEnd(context, id, control);
}

async function waitForEnd(context: ProvisioningContext, id: number, control: RunControl): Promise<RunOutcome> {
  for (;;) {
    const run = await getProvision(context.db, await runToRecover(context.db, id));
    if (run.provisioning_status !== 1) return { ...(await outcomeBefore(context.db, run)), repeated: false };
    if (isInterrupted(run)) return rollBackRun(context, id, control);
    if (control.signal?.aborted) throw new OmnicrmError('E_TIMEOUT', `Run ${id} has not ended yet; it was told to`);
    await sleep(LOOK_MS);
  }
}
