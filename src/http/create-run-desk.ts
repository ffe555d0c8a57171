import { getProvision } from '../crm/provision-record.ts';
import type { Reporter } from '../engine/index.ts';
import type { BackgroundRuns, RunCommands, RunControl, RunOutcome } from '../provisioning/index.ts';
import type { Database } from '../store/schema.ts';
import type { RunDesk } from './run-desk.ts';

interface Desk {
  readonly db: Database;
  readonly background: BackgroundRuns;
  readonly commands: RunCommands;
  /** They see every run that is started here. */
  readonly reporters: readonly Reporter[];
}

/** The desk at which requests start runs: each goes on in the background. */
export function createRunDesk({ db, background, commands, reporters }: Desk): RunDesk {
  const start = (work: (control: RunControl) => Promise<RunOutcome>): Promise<number | RunOutcome> =>
    background.start(control => work({ ...control, reporters }));
  return {
    order: (order, asked) => start(control => commands.placeOrder(order, { ...asked, ...control })),
    remove: (removal, asked) => start(control => commands.deprovision(removal, { ...asked, ...control })),
    resume: id => start(control => commands.resume(id, control)),
    rollBack: id => start(control => commands.rollBack(id, control)),
    cancel: id =>
      start(async control => {
        // Its owner may take a while to end it: who asked is answered before.
        if ((await getProvision(db, id)).provisioning_status === 1) control.onAccepted?.(id);
        return commands.cancel(id, control);
      }),
    retry: (id, retry) => start(control => commands.retry(id, retry, control)),
    ended: (id, milliseconds) => background.ended(id, milliseconds),
  };
}
