import { cancelMessages, type MessageQuery, retryMessages } from '../../actions/messages/find-messages.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { withDatabase } from '../with-database.ts';
import { type MessageWords, messageQuery } from './message-words.ts';

export async function retryQueued(cli: Cli, ids: readonly string[], words: MessageWords): Promise<void> {
  const query = chosen(messageQuery(words, ids));
  tell(cli, 'retried', await withDatabase(cli, db => retryMessages(db, query, new Date())));
}

export async function cancelQueued(cli: Cli, ids: readonly string[], words: MessageWords): Promise<void> {
  const query = chosen(messageQuery(words, ids));
  tell(cli, 'cancelled', await withDatabase(cli, db => cancelMessages(db, query, new Date())));
}

/** Nothing told would mean all of them. */
function chosen(query: MessageQuery): MessageQuery {
  const { ids = [], ...others } = query;
  if (ids.length > 0 || Object.values(others).some(value => value !== undefined)) return query;
  throw new OmnicrmError('E_USAGE', 'say which messages: by their ids, or by --channel, --source or --to');
}

function tell(cli: Cli, word: string, number: number): void {
  if (cli.json) printJson(cli.io, { [word]: number });
  else cli.io.out(`${number} ${word}\n`);
}
