import type { ProvisionWithEvents } from '../../crm/types.ts';
import type { Cli } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/print-json.ts';
import { withDatabase } from '../with-database.ts';
import { orderOfRun } from './order-of-run.ts';
import { pause } from './pause.ts';
import { isInterrupted } from '../../provisioning/recovery/interrupted-runs.ts';
import { runState } from './run-state.ts';
import { eventText, failureTexts, runHead } from './run-text.ts';
import type { StatusOptions } from './status-options.ts';

const WATCH_MS = 500;

/** One run with its tasks; with `--watch` tasks are added as they end, and the exit code is the run's. */
export async function showRun(cli: Cli, id: number, options: StatusOptions): Promise<void> {
  const { getProvisionWithEvents } = await import('../../crm/provision-record.ts');
  await withDatabase(cli, async db => {
    let run = await getProvisionWithEvents(db, id);
    if (!cli.json) cli.io.out(runHead(run, await orderOfRun(db, run), cli.colour.stdout));
    let shown = cli.json ? 0 : printEvents(cli, run, 0, !options.watch);
    while (options.watch && isRunning(run) && !cli.io.readerGone && (await pause(WATCH_MS, cli.io.signal))) {
      run = await getProvisionWithEvents(db, id);
      if (!cli.json) shown = printEvents(cli, run, shown, !isRunning(run));
    }
    if (cli.json) printJson(cli.io, { ...run, state: runState(run) });
    else for (const text of failureTexts(run)) cli.io.out(text);
    if (options.watch) cli.exitCode = exitCodeOfRun(run);
  });
}

/** Prints the events after the first `shown`; those still running only when they will not be asked for again. */
function printEvents(cli: Cli, run: ProvisionWithEvents, shown: number, all: boolean): number {
  const events = run.provisioning_result_json.slice(shown);
  const open = events.findIndex(event => event.provisioning_status === 1);
  const ready = all || open === -1 ? events : events.slice(0, open);
  for (const event of ready) cli.io.out(eventText(run, event, cli.colour.stdout));
  return shown + ready.length;
}

function isRunning(run: ProvisionWithEvents): boolean {
  return run.provisioning_status === 1 && !isInterrupted(run);
}

function exitCodeOfRun(run: ProvisionWithEvents): number {
  if (run.provisioning_status === 0) return exitCodes.done;
  if (run.provisioning_status === 1) return exitCodes.tryLater;
  return run.verdict === 'dirty' ? exitCodes.notClean : exitCodes.rolledBack;
}
