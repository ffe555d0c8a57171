import { getProvision } from '../crm/provision-record.ts';
import type { Reporter } from '../engine/index.ts';
import {
  type BackgroundRuns,
  cancelRun,
  deprovision,
  placeOrder,
  type ProvisioningContext,
  resumeRun,
  retryRun,
  rollBackRun,
  type RunControl,
  type RunOutcome,
} from '../provisioning/index.ts';
import type { RunDesk } from './run-desk.ts';

type Work = (context: ProvisioningContext, control: RunControl) => Promise<RunOutcome>;

/** The desk at which requests start runs: each goes on in the background, seen by the reporters. */
export function createRunDesk(
  background: BackgroundRuns,
  context: () => Promise<ProvisioningContext>,
  reporters: readonly Reporter[],
): RunDesk {
  const start = (work: Work): Promise<number | RunOutcome> =>
    background.start(async control => work(await context(), { ...control, reporters }));
  return {
    order: (order, asked) => start((on, control) => placeOrder(on, order, { ...asked, ...control })),
    remove: (removal, asked) => start((on, control) => deprovision(on, removal, { ...asked, ...control })),
    resume: id => start((on, control) => resumeRun(on, id, control)),
    rollBack: id => start((on, control) => rollBackRun(on, id, control)),
    cancel: id => start((on, control) => cancelInBackground(on, id, control)),
    retry: (id, retry) => start((on, control) => retryRun(on, id, retry, control)),
    ended: (id, milliseconds) => background.ended(id, milliseconds),
  };
}

/** Its owner may take a while to end it: who asked is answered before. */
async function cancelInBackground(context: ProvisioningContext, id: number, control: RunControl): Promise<RunOutcome> {
  const { provisioning_status } = await getProvision(context.db, id);
  if (provisioning_status === 1) control.onAccepted?.(id);
  return cancelRun(context, id, control);
}
