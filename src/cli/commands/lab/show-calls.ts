import { labJournal } from '../../../lab/control-client.ts';
import type { Cli } from '../../command.ts';
import { printJson } from '../../output/print-json.ts';
import { printTable } from '../../output/print-table.ts';
import { runningControl } from './running-control.ts';
import type { JournalEntry } from '../../../lab/journal-entry.ts';

export interface CallsOptions {
  readonly writes?: boolean;
  readonly system?: string;
  readonly since?: number;
}

/** The calls that the systems got, in their order, with what came of them. */
export async function showCalls(cli: Cli, { writes, system, since }: CallsOptions): Promise<void> {
  const filter = { ...(system && { system }), ...(since !== undefined && { since }) };
  const calls = await labJournal(await runningControl(cli), filter);
  const shown = writes ? calls.filter(isWrite) : calls;
  if (cli.json) return printJson(cli.io, { data: shown });
  if (shown.length > 0) await printTable(cli.io, heads, shown.map(rowOf));
  else if (!cli.quiet) cli.io.err('no calls\n');
}

/** Every JSON-RPC call is a POST: there the procedure's name tells. */
function isWrite({ method, rpc }: JournalEntry): boolean {
  if (rpc !== undefined) return !/\.(Get|Ping|Status|Count|Has)/.test(rpc);
  return method !== 'GET' && method !== 'HEAD';
}

const heads = ['seq', 'time', 'system', 'call', 'status', 'fault'];

function rowOf(entry: JournalEntry): unknown[] {
  const call = entry.rpc ?? `${entry.method} ${entry.path}`;
  const end = entry.outcome ?? entry.status;
  return [entry.seq, entry.time.slice(11, 23), entry.instance, call, end, entry.fault];
}
