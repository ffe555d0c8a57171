import type { CommandDefinition } from '../command.ts';

export const doctor: CommandDefinition = {
  define: (command, cli) => {
    command
      .description('look whether this installation can do its work')
      .addHelpText(
        'after',
        '\nExit code: 0, warnings or not; else that of the first failure (78 configuration, 74 database, 69 backend, 4 play).',
      )
      .action(async () => (await import('../doctor/examine.ts')).examine(cli));
  },
};
