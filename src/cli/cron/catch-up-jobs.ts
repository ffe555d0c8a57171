import type { Cli } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { requireJobs, withFloor } from './open-cron.ts';
import { isWell, tellRan } from './tell-ran.ts';

/** Exit code 1 when a run failed or one was too old to be caught up. */
export async function catchUpJobs(cli: Cli): Promise<void> {
  const jobs = await requireJobs(cli);
  const { catchUp } = await import('../../actions/cron/run-cron.ts');
  const all = await withFloor(cli, floor => catchUp(floor, jobs, cli.io.signal));
  for (const ran of all) tellRan(cli, ran);
  if (!all.every(isWell)) cli.exitCode = exitCodes.refused;
}
