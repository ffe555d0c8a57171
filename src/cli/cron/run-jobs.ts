import { asOmnicrmError } from '../as-omnicrm-error.ts';
import type { Cli } from '../command.ts';
import { exitCodeOfSignal } from '../exit-codes.ts';
import { requireJobs, withFloor } from './open-cron.ts';
import { tellRan } from './tell-ran.ts';

/** Until the first signal, which is the exit code; runs under way end at their next transaction. */
export async function runJobs(cli: Cli): Promise<void> {
  const jobs = await requireJobs(cli);
  const { runCron } = await import('../../actions/cron/run-cron.ts');
  const { signal } = cli.io;
  await withFloor(cli, floor =>
    runCron(floor, jobs, {
      signal,
      ran: one => tellRan(cli, one),
      failed: error => cli.io.err(`omnicrm: ${asOmnicrmError(error).message}\n`),
    }),
  );
  cli.exitCode = exitCodeOfSignal(signal.reason);
}
