import type { CommandDefinition } from '../command.ts';
import type { PruneCommandOptions } from '../prune/prune-database.ts';

export const prune: CommandDefinition = {
  define: (command, cli) => {
    command
      .description(
        'remove what is old and needed by nobody: tasks and journals of ended runs, sent messages, ended logins',
      )
      .option('--keep <kind=days>', 'how long a kind is kept; may be repeated, all=DAYS for every kind', collect, [])
      .option('--dry-run', 'only count')
      .addHelpText(
        'after',
        '\nKinds: runs (365 days), notifications (90), requests (30), sessions (30), attempts (1), partners (90), actions (365).',
      )
      .action(async (options: PruneCommandOptions) => {
        await (await import('../prune/prune-database.ts')).pruneDatabase(cli, options);
      });
  },
};

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
