/** A listening omnicrm takes care of runs that nobody works on: those of dead processes, and those held for a backend. */
import { getProvision } from '../../crm/provision-record.ts';
import { listJournal } from '../../crm/provision-journal.ts';
import type { Provision } from '../../crm/types.ts';
import { OmnicrmError } from '../../errors.ts';
import type { ProvisioningContext } from '../context.ts';
import type { RunOutcome } from '../order.ts';
import { noteInterrupted, waitingRuns } from './interrupted-runs.ts';
import { resumeRun, rollBackRun } from './recover-run.ts';

const PAUSE_MS = 15_000;

export interface RecoveryLoop {
  /** Ends the loop; resolves when the run at hand has ended. */
  stop(): Promise<void>;
}

export interface RecoveryLoopOptions {
  readonly told: (outcome: RunOutcome) => void;
  readonly failed: (error: unknown) => void;
  /** From one look to the next; default 15 s. */
  readonly pauseMs?: number;
}

/** Looks at once and again and again. A removal goes on, an order that had begun goes back, one that had not is carried out. */
export function startRecovery(context: ProvisioningContext, options: RecoveryLoopOptions): RecoveryLoop {
  const ending = new AbortController();
  const loop = lookAgainAndAgain(context, options, ending.signal);
  return {
    stop: () => {
      ending.abort();
      return loop;
    },
  };
}

async function lookAgainAndAgain(
  context: ProvisioningContext,
  options: RecoveryLoopOptions,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await recoverAll(context, options, signal);
    } catch (error) {
      options.failed(error);
    }
    await pause(options.pauseMs ?? PAUSE_MS, signal);
  }
}

async function recoverAll(
  context: ProvisioningContext,
  options: RecoveryLoopOptions,
  signal: AbortSignal,
): Promise<void> {
  await noteInterrupted(context.db);
  for (const id of await waitingRuns(context.db)) {
    if (signal.aborted) return;
    try {
      options.told(await recover(context, await getProvision(context.db, id)));
    } catch (error) {
      if (!isTakenByAnother(error)) options.failed(error);
    }
  }
}

async function recover(context: ProvisioningContext, run: Provision): Promise<RunOutcome> {
  const goesBack = run.action === 'provision' && (await hasBegun(context, run));
  return goesBack ? rollBackRun(context, run.provision_id) : resumeRun(context, run.provision_id);
}

async function hasBegun({ db }: ProvisioningContext, { provision_id }: Provision): Promise<boolean> {
  return (await listJournal(db, provision_id)).length > 0;
}

/** Another process was quicker, or the run has ended meanwhile. */
function isTakenByAnother(error: unknown): boolean {
  return error instanceof OmnicrmError && error.code === 'E_BUSY';
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
