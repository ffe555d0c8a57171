import type { ActionFloor } from '../../actions/request.ts';
import type { CronJob } from '../../actions/cron/cron-job.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Cli } from '../command.ts';
import { withDatabase } from '../with-database.ts';

/** The jobs of the configuration. Throws E_CONFIG when there are none. */
export async function requireJobs(cli: Cli): Promise<readonly CronJob[]> {
  const { readCronJobs } = await import('../../actions/cron/read-cron-jobs.ts');
  const jobs = await readCronJobs(await cli.config());
  if (jobs.length > 0) return jobs;
  throw new OmnicrmError('E_CONFIG', 'there are no jobs', { hint: 'crm_config.yaml lists them under `cron`' });
}

/** The floor that actions stand on, for one piece of work. */
export async function withFloor<Result>(cli: Cli, work: (floor: ActionFloor) => Promise<Result>): Promise<Result> {
  const config = await cli.config();
  const { readOptions } = await import('../../actions/options/options.ts');
  return withDatabase(cli, db => work({ config, db, options: readOptions(config) }));
}
