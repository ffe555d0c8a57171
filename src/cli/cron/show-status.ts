import type { Cli } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';
import { requireJobs, withFloor } from './open-cron.ts';

export async function showStatus(cli: Cli): Promise<void> {
  const jobs = await requireJobs(cli);
  const { cronStatus } = await import('../../actions/cron/cron-status.ts');
  const list = await withFloor(cli, floor => cronStatus(floor, jobs));
  if (list.some(job => job.alarm)) cli.exitCode = exitCodes.notClean;
  if (cli.json) return printJson(cli.io, { jobs: list, exit_code: cli.exitCode });
  const rows = list.map(job => [
    job.name,
    job.schedule,
    job.missed,
    job.next_due,
    job.last_done,
    job.last_outcome,
    job.alarm ? `${job.overdue} or more` : job.overdue,
  ]);
  await printTable(cli.io, ['job', 'schedule', 'missed', 'next due', 'last done', 'last outcome', 'overdue'], rows);
}
