import { listNotifications, type Notification } from '../../provisioning/notify/notification.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';
import { withDatabase } from '../with-database.ts';

export interface LogQuery {
  readonly provisionId: number | undefined;
  /** Only what has not gone out. */
  readonly unsent: boolean | undefined;
}

const NEWEST = 200;

/** The newest messages, the newest first. */
export async function showLog(cli: Cli, query: LogQuery): Promise<void> {
  const rows = await withDatabase(cli, db => listNotifications(db, { ...query, limit: NEWEST }));
  if (cli.json) return printJson(cli.io, { data: rows });
  if (rows.length > 0) await printTable(cli.io, heads, rows.map(rowOf));
  else if (!cli.quiet) cli.io.err('no messages\n');
}

const heads = ['run', 'kind', 'recipient', 'state', 'tries', 'sent', 'next try', 'reply', 'last error'];

function rowOf(row: Notification): unknown[] {
  const { provision_id, kind, recipient, tries, reply, last_error } = row;
  return [provision_id, kind, recipient, stateOf(row), tries, time(row.sent), time(row.next_try), reply, last_error];
}

function stateOf({ status, claimed, tries }: Notification): string {
  if (status === 'queued' && claimed !== null) return 'sending';
  if (status === 'failed') return 'given up';
  return status === 'queued' && tries > 0 ? 'waiting' : status;
}

function time(iso: string | null): string | null {
  return iso === null ? null : iso.slice(0, 19).replace('T', ' ');
}
