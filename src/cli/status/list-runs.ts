import type { Page, Provision } from '../../crm/types.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';
import { withDatabase } from '../with-database.ts';
import { pause } from './pause.ts';
import { runDuration, runState } from './run-state.ts';
import type { StatusOptions } from './status-options.ts';

const WATCH_MS = 1000;
const CLEAR_SCREEN = '\u001b[H\u001b[2J';

/** A page of runs, the newest first; with `--watch` again each second while it changes. */
export async function listRuns(cli: Cli, options: StatusOptions): Promise<void> {
  const { listProvisions } = await import('../../crm/provision-record.ts');
  const query = {
    page: options.page,
    per_page: options.perPage,
    sort: 'provision_id',
    order: 'desc',
    search: options.search,
    filters: options.failed ? { provisioning_status: [2] } : undefined,
  };
  await withDatabase(cli, async db => {
    let shown = '';
    do {
      const page = await listProvisions(db, query);
      const now = JSON.stringify(page);
      if (now !== shown) await printRuns(cli, page, shown !== '');
      shown = now;
    } while (options.watch && !cli.io.readerGone && (await pause(WATCH_MS, cli.io.signal)));
  });
}

async function printRuns(cli: Cli, page: Page<Provision>, again: boolean): Promise<void> {
  if (cli.json) return printJson(cli.io, page);
  if (again && cli.io.stdoutIsTerminal) cli.io.out(CLEAR_SCREEN);
  const { total, pages, page: number } = page.pagination;
  if (page.data.length > 0) await printTable(cli.io, ...tableOf(page.data));
  else if (!cli.quiet) cli.io.err('no runs\n');
  if (!cli.quiet && pages > 1) cli.io.err(`page ${number} of ${pages}, ${total} runs\n`);
}

/** Orders of several plays have columns of their own where there are any. */
function tableOf(runs: readonly Provision[]): [heads: string[], rows: unknown[][]] {
  if (runs.every(run => run.order_id === null)) return [heads, runs.map(rowOf)];
  return [[...heads, 'order', 'step'], runs.map(run => [...rowOf(run), run.order_id, run.step])];
}

const heads = ['run', 'state', 'what', 'play', 'customer', 'service', 'began', 'took'];

function rowOf(run: Provision): unknown[] {
  return [
    run.provision_id,
    runState(run),
    run.action,
    run.provisioning_play,
    run.customer_name ?? run.customer_id,
    run.service_id,
    run.created.replace('T', ' ').replace(/(\.\d+)?Z$/, ''),
    runDuration(run),
  ];
}
