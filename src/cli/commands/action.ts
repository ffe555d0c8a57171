import type { CommandDefinition } from '../command.ts';
import type { ActionOptions } from '../actions/run-action.ts';
import type { LogOptions } from '../actions/list-action-runs.ts';

export const action: CommandDefinition = {
  define: (command, cli) => {
    command
      .description('run a remote action: omnicrm action reset --param alice')
      .argument(
        '[words...]',
        'the action and its parameters: usercash --login alice --summ 5, or "usercash&login=alice&summ=5"',
      )
      .allowUnknownOption()
      .option('--dry-run', 'do it, print what would be charged, and take it all back')
      .option('--as-of <date>', 'run for another day, such as 2026-11-30')
      .option('--overlap <way>', 'when it is running already: skip, wait or fail')
      .option('--wait <seconds>', 'how long to wait for the running one')
      .option('--once-key <key>', 'the name of this request: sent again, it moves no money again')
      .option('--errors-only', 'print the reply only when it is an error (for cron)')
      .addHelpText('after', '\nExit codes: 0 done or skipped, 1 error, 75 another run did not end in time.')
      .action(async (words: readonly string[], options: ActionOptions) =>
        (await import('../actions/run-action.ts')).runActionWords(cli, words, options),
      );
    command
      .command('list')
      .description('the actions there are, and what they lack on this host')
      .action(async () => (await import('../actions/list-actions.ts')).listActions(cli));
    command
      .command('show')
      .description('one action: its parameters, its way with a second run')
      .argument('<name>')
      .action(async (name: string) => (await import('../actions/list-actions.ts')).showAction(cli, name));
    command
      .command('doc')
      .description('the page about all actions, in Markdown')
      .action(async () => (await import('../actions/print-action-doc.ts')).printActionDoc(cli));
    command
      .command('log')
      .description('runs of actions, the newest first')
      .option('--name <action>', 'of this action only')
      .option('--failed', 'failed ones only')
      .option('--limit <n>', 'how many', '20')
      .action(async (options: LogOptions) =>
        (await import('../actions/list-action-runs.ts')).listActionRuns(cli, options),
      );
  },
};
