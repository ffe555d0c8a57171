import { OmnicrmError } from '../../errors.ts';
import type { CommandDefinition } from '../command.ts';
import { idOf } from '../things/id-of.ts';

interface LogOptions {
  readonly run?: string;
  readonly failed?: boolean;
}

export const notify: CommandDefinition = {
  define: (command, cli) => {
    command.description('messages about failed runs: mail, webhooks, Telegram');
    command
      .command('log')
      .description('what was sent to whom, what waits, what was given up')
      .option('--run <id>', 'only of this run')
      .option('--failed', 'only what has not gone out')
      .action(async ({ run, failed }: LogOptions) => {
        const { showLog } = await import('../notify/show-log.ts');
        await showLog(cli, { provisionId: run === undefined ? undefined : idOf('run', run), unsent: failed });
      });
    command
      .command('send')
      .description('deliver what is due; for cron, where no `serve` does it')
      .option('--all', 'also what is not due yet, and what was given up')
      .option('--limit <n>', 'at most so many messages', '50')
      .addHelpText('after', '\nExit code 69 when something could not be delivered.')
      .action(async ({ all, limit }: { all?: boolean; limit: string }) => {
        const { sendDue } = await import('../notify/send-due.ts');
        await sendDue(cli, { all, limit: countOf(limit) });
      });
    command
      .command('test')
      .description('send a trial message now and tell what the receivers say')
      .option('--to <address>', 'by mail to this address only (default: all that are configured)')
      .action(async ({ to }: { to?: string }) => (await import('../notify/send-test.ts')).sendTest(cli, to));
  },
};

function countOf(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new OmnicrmError('E_USAGE', `--limit takes a whole number, not '${text}'`);
}
