import type { Cli, CommandDefinition } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { idOf } from '../things/id-of.ts';
import { requireDatabase } from '../with-database.ts';

export const token: CommandDefinition = {
  define: (command, cli) => {
    command
      .description('print an access token for the HTTP API')
      .option('--user <id>', 'whose rights it carries (default: the first administrator)')
      .action(async (options: { user?: string }) => printToken(cli, options.user));
  },
};

async function printToken(cli: Cli, user: string | undefined): Promise<void> {
  const config = await cli.config();
  requireDatabase(config);
  const [{ createApp }, { firstAdmin, getUser }] = await Promise.all([
    import('../../app.ts'),
    import('../../crm/user.ts'),
  ]);
  const app = await createApp(config);
  try {
    const { user_id } = await (user === undefined ? firstAdmin(app.db) : getUser(app.db, idOf('user', user)));
    const access_token = await app.tokens.issueToken({ userId: user_id });
    const expires_in = config.jwt.accessLifetimeSeconds;
    if (cli.json) printJson(cli.io, { access_token, user_id, expires_in });
    else cli.io.out(`${access_token}\n`);
  } finally {
    await app.close();
  }
}
