import { countMessages, listMessages } from '../../actions/messages/find-messages.ts';
import type { QueuedMessage } from '../../actions/messages/message-queue.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printTable } from '../output/print-table.ts';
import { withDatabase } from '../with-database.ts';
import { type MessageWords, messageQuery } from './message-words.ts';

/** The queue, and how many there are in each state. */
export async function listQueue(cli: Cli, words: MessageWords, limit: number): Promise<void> {
  const query = messageQuery(words);
  const [rows, counts] = await withDatabase(cli, async db => [
    await listMessages(db, query, limit),
    await countMessages(db),
  ]);
  if (cli.json) return printJson(cli.io, { data: rows, counts });
  if (rows.length > 0) await printTable(cli.io, heads, rows.map(cellsOf));
  if (cli.quiet) return;
  const texts = Object.entries(counts).map(([state, number]) => `${number} ${state}`);
  cli.io.err(`${texts.length === 0 ? 'no messages' : texts.join(', ')}\n`);
}

const heads = ['id', 'channel', 'to', 'state', 'tries', 'written', 'sent', 'next try', 'source', 'text', 'last error'];
const LONGEST = 40;

function cellsOf(row: QueuedMessage): readonly unknown[] {
  const { message_id, channel, recipient, state, attempts, source, body, last_error } = row;
  const text = body.length > LONGEST ? `${body.slice(0, LONGEST - 1)}…` : body;
  const next = state === 'queued' ? row.not_before : null;
  const times = [row.created, row.sent, next].map(time);
  return [message_id, channel, recipient, state, attempts, ...times, source, text, last_error];
}

function time(iso: string | null): string | null {
  return iso === null ? null : iso.slice(0, 19).replace('T', ' ');
}
