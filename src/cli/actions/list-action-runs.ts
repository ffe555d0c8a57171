import { OmnicrmError } from '../../errors.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';
import { withDatabase } from '../with-database.ts';

export interface LogOptions {
  readonly name?: string;
  readonly failed?: boolean;
  readonly limit: string;
}

const heads = ['run', 'action', 'outcome', 'as of', 'door', 'began', 'took', 'counts', 'reply', 'why'];

/** Runs of actions, the newest first: also those that were skipped or refused. */
export async function listActionRuns(cli: Cli, options: LogOptions): Promise<void> {
  const { recentRuns } = await import('../../actions/runs/recent-runs.ts');
  const limit = Number(options.limit);
  if (!/^\d{1,4}$/.test(options.limit))
    throw new OmnicrmError('E_USAGE', `--limit takes a number, not '${options.limit}'`);
  const runs = await withDatabase(cli, db =>
    recentRuns(db, { name: options.name, failed: options.failed === true, limit }),
  );
  if (cli.json) return printJson(cli.io, { runs });
  if (runs.length === 0) return void (cli.quiet || cli.io.err('no runs\n'));
  const rows = runs.map(run => [
    run.action_run_id,
    run.action_name,
    run.dry_run ? `${run.outcome} (dry)` : run.outcome,
    run.as_of,
    run.door,
    run.started.replace('T', ' ').replace(/\.\d+Z$/, ''),
    run.finished === null ? null : `${(Date.parse(run.finished) - Date.parse(run.started)) / 1000} s`,
    countsText(run.counts),
    run.reply,
    run.reason,
  ]);
  await printTable(cli.io, heads, rows);
}

function countsText(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}
