import type { Command } from 'commander';
import { OmnicrmError } from '../../errors.ts';
import type { CommandDefinition } from '../command.ts';
import type { MessageWords } from '../messages/message-words.ts';

export const message: CommandDefinition = {
  define: (command, cli) => {
    command.description(
      'SMS, Telegram and mail to subscribers and employees: the queue that the action senddog empties',
    );
    filtered(command.command('list'))
      .description('what waits, what was sent, what was given up; the newest first')
      .option('--state <state>', 'queued, sending, sent, delivered or failed')
      .option('--limit <n>', 'at most so many', '50')
      .action(async (words: MessageWords & { readonly limit: string }) =>
        (await import('../messages/list-messages.ts')).listQueue(cli, words, countOf(words.limit)),
      );
    filtered(command.command('retry').argument('[ids...]'))
      .description('send again what was given up, or waits for a later try')
      .option('--failed', 'all that was given up')
      .action(async (ids: readonly string[], words: MessageWords) =>
        (await import('../messages/change-messages.ts')).retryQueued(cli, ids, words),
      );
    filtered(command.command('cancel').argument('[ids...]'))
      .description('give up what still waits, such as a campaign to the wrong people')
      .action(async (ids: readonly string[], words: MessageWords) =>
        (await import('../messages/change-messages.ts')).cancelQueued(cli, ids, words),
      );
  },
};

function filtered(command: Command): Command {
  return command
    .option('--channel <channel>', 'sms, telegram or email')
    .option('--source <action>', 'the action that wrote them')
    .option('--to <recipient>', 'number, chat or address');
}

function countOf(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new OmnicrmError('E_USAGE', `--limit takes a whole number, not '${text}'`);
}
