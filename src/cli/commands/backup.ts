import { resolve } from 'node:path';
import type { Cli, CommandDefinition } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { requireDatabase } from '../with-database.ts';

export const backup: CommandDefinition = {
  define: (command, cli) => {
    command
      .description('write a copy of the database to a file, while others work on it')
      .argument('<file>', 'where to; made for its owner only')
      .option('--force', 'overwrite a file that exists')
      .addHelpText('after', '\nSecrets in it are sealed. The key file is not in it: keep a copy of that elsewhere.')
      .action(async (file: string, options: { force?: boolean }) => backUpTo(cli, file, options.force === true));
  },
};

async function backUpTo(cli: Cli, file: string, force: boolean): Promise<void> {
  const config = await cli.config();
  requireDatabase(config);
  const { backUp } = await import('../../store/backup/back-up.ts');
  const target = resolve(cli.io.cwd, file);
  const facts = backUp(config.databasePath, target, { keyFile: config.sealKeyFile, force });
  if (cli.json) printJson(cli.io, { file: target, ...facts, key_file: config.sealKeyFile });
  else if (!cli.quiet) {
    const keys = facts.keys.length === 0 ? '' : `; sealed with ${facts.keys.join(', ')} of ${config.sealKeyFile}`;
    cli.io.out(`${target}: ${facts.bytes} bytes, sound${keys}\n`);
  }
}
