import { resolve } from 'node:path';
import type { Restored } from '../../store/backup/restore.ts';
import type { Cli, CommandDefinition } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { restoredText } from '../runs/restored-text.ts';

export const restore: CommandDefinition = {
  define: (command, cli) => {
    command
      .description('put a backup in the place of the database; the one of before stays beside it')
      .argument('<file>', 'what `omnicrm backup` wrote')
      .option('--force', 'also when runs have not ended: what they did is forgotten')
      .addHelpText(
        'after',
        '\nEnd `omnicrm serve` first. Afterwards `omnicrm audit` tells what happened since the backup.',
      )
      .action(async (file: string, options: { force?: boolean }) => restoreFrom(cli, file, options.force === true));
  },
};

async function restoreFrom(cli: Cli, file: string, force: boolean): Promise<void> {
  const config = await cli.config();
  const source = await import('../../store/backup/restore.ts');
  const from = resolve(cli.io.cwd, file);
  const restored = await source.restore(from, config.databasePath, { keyFile: config.sealKeyFile, force });
  if (restored.open_runs.length > 0) cli.io.err(`omnicrm: ${restoredText(restored.open_runs)}\n`);
  if (cli.json) printJson(cli.io, { database: config.databasePath, ...restored });
  else if (!cli.quiet) cli.io.out(summaryOf(config.databasePath, restored));
}

function summaryOf(database: string, { kept, bytes }: Restored): string {
  return [
    `database  ${database} (${bytes} bytes)`,
    ...(kept === null ? [] : [`before    ${kept}`]),
    'next: omnicrm audit',
    '',
  ].join('\n');
}
