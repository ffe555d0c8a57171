/** `status ID --watch --url`: follows a run of another machine's omnicrm by its event stream. */
import { readFileSync } from 'node:fs';
import { OmnicrmError } from '../../errors.ts';
import type { ProvisionEvent } from '../../crm/types.ts';
import type { Cli } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../output/print-json.ts';
import { printable } from '../output/print-table.ts';
import { taskMark } from '../progress/task-marks.ts';
import { pause } from './pause.ts';
import { readEvents, type ReceivedEvent } from './read-events.ts';
import type { StatusOptions } from './status-options.ts';

/** A listener that restarts is back by then; the stream goes on after the last task seen. */
const AGAIN_MS = 1000;
const MOST_FAILURES = 30;

interface RemoteRun {
  readonly provisioning_status: 0 | 1 | 2;
  readonly verdict: string | null;
  readonly playbook_description: string | null;
}

/** Prints tasks as they end; the exit code is the run's. */
export async function watchUrl(cli: Cli, id: number, options: StatusOptions): Promise<void> {
  const url = new URL(`crm/provision/provision_id/${id}/events`, `${options.url ?? ''}/`);
  const headers = { authorization: `Bearer ${readToken(cli, options.tokenFile)}` };
  let [after, failures] = [0, 0];
  let run: RemoteRun | undefined;
  while (!cli.io.signal.aborted && !cli.io.readerGone) {
    try {
      url.searchParams.set('after', String(after));
      for await (const event of readEvents(url, headers, cli.io.signal)) {
        failures = 0;
        after = event.id ?? after;
        if (event.event !== 'task') run = showRun(cli, event, run);
        else if (event.id !== undefined) showTask(cli, event.data as ProvisionEvent);
        if (event.event === 'end') return endWith(cli, run);
      }
    } catch (error) {
      if (cli.io.signal.aborted) break;
      if (isRefusal(error) || ++failures > MOST_FAILURES) throw error;
    }
    await pause(AGAIN_MS, cli.io.signal);
  }
  cli.exitCode = exitCodes.tryLater;
}

function readToken(cli: Cli, file: string | undefined): string {
  const token = file === undefined ? cli.io.env['OMNICRM_TOKEN'] : readFileSync(file, 'utf8');
  if (token !== undefined && token.trim() !== '') return token.trim();
  throw new OmnicrmError('E_USAGE', '--url needs a token', {
    hint: 'name its file with --token-file, or set OMNICRM_TOKEN',
  });
}

function showRun(cli: Cli, { event, data }: ReceivedEvent, before: RemoteRun | undefined): RemoteRun {
  const run = data as RemoteRun;
  if (before === undefined && !cli.json) cli.io.out(`${printable(run.playbook_description ?? 'run')}\n`);
  if (event === 'end' && cli.json) printJson(cli.io, run);
  return run;
}

const marks = { 0: 'done', 1: 'running', 2: 'failed', 3: 'ignored' } as const;

function showTask(cli: Cli, { event_name, provisioning_status }: ProvisionEvent): void {
  if (!cli.json) cli.io.out(`${taskMark(marks[provisioning_status], cli.colour.stdout)} ${printable(event_name)}\n`);
}

function endWith(cli: Cli, run: RemoteRun | undefined): void {
  if (run?.provisioning_status === 0) cli.exitCode = exitCodes.done;
  else cli.exitCode = run?.verdict === 'dirty' ? exitCodes.notClean : exitCodes.rolledBack;
}

function isRefusal(error: unknown): boolean {
  return error instanceof OmnicrmError && error.code !== 'E_BACKEND_DOWN';
}
