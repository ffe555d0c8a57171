/** What `provision` and `deprovision` share: progress, events, signals, and the last word about the run. */
import type { App } from '../../app.ts';
import type { RunControl, RunOutcome } from '../../provisioning/order.ts';
import type { Cli } from '../command.ts';
import { eventLine } from '../progress/event-line.ts';
import { detach } from './detach.ts';
import { exitCodeOfOutcome } from './exit-code-of-outcome.ts';
import { outcomeDocument, tellOutcome } from './tell-outcome.ts';
import { openProgress } from './open-progress.ts';
import { tellUnsent } from '../notify/tell-delivery.ts';
import { tellInterrupted } from './tell-interrupted.ts';
import { withApp } from './with-app.ts';
import type { RunFlags } from './run-flags.ts';

export interface RunRequest {
  /** Whether it removes a service; undefined where its run row tells. */
  readonly removal?: boolean;
  readonly flags: RunFlags;
  start(app: App, control: RunControl): Promise<RunOutcome>;
}

/** Runs one order to its end, or leaves it to a process of its own, and sets the exit code. */
export async function carryOut(cli: Cli, request: RunRequest): Promise<void> {
  if (request.flags.detach) return detach(cli);
  await withApp(cli, async app => {
    await tellInterrupted(cli, app);
    finish(cli, request, await runWithProgress(cli, app, request));
    tellUnsent(cli, await app.deliverNotifications());
  });
}

async function runWithProgress(cli: Cli, app: App, request: RunRequest): Promise<RunOutcome> {
  const { flags, removal } = request;
  const progress = await openProgress(cli, flags, removal === true);
  try {
    return await request.start(app, {
      signal: cli.io.signal,
      reporters: progress.reporters,
      check: flags.check === true,
      onAccepted: id => {
        if (flags.events)
          cli.io.out(eventLine('run_start', { provision_id: id, ...(removal === undefined ? {} : { removal }) }));
      },
      onStep: step => progress.tellStep(step),
    });
  } finally {
    progress.stop();
  }
}

function finish(cli: Cli, { flags }: RunRequest, outcome: RunOutcome): void {
  const signal = cli.io.signal.aborted ? cli.io.signal.reason : undefined;
  cli.exitCode = exitCodeOfOutcome(outcome, signal);
  const document = outcomeDocument(outcome, { exitCode: cli.exitCode, check: flags.check === true });
  if (flags.events) cli.io.out(eventLine('run_end', document));
  else tellOutcome(cli, outcome, { document });
}
