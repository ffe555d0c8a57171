import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../config.ts';
import { homeFolder } from '../../config/home.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';
import type { Cli, CommandDefinition } from '../command.ts';
import { printJson } from '../output/print-json.ts';

export const init: CommandDefinition = {
  define: (command, cli) => {
    command
      .option('--demo', 'load the demo catalogue and take the endpoints from the lab')
      .addHelpText('after', '\nThe home is $OMNICRM_HOME, else /var/lib/omnicrm for root, else ~/.local/share/omnicrm.')
      .action(async (options: { demo?: boolean }) => initHome(cli, options.demo === true));
  },
};

/** Makes what is missing and leaves what is there: running it again changes nothing. */
async function initHome(cli: Cli, demo: boolean): Promise<void> {
  const home = homeFolder(cli.io.env, cli.io.cwd);
  const file = join(home, 'crm_config.yaml');
  const madeConfig = makeConfig(home, file, demo);
  const config = await loadConfig({ env: cli.io.env, cwd: home });
  const madeDatabase = !existsSync(config.databasePath);
  const { openDatabase } = await import('../../store/open-database.ts');
  const db = await openDatabase(config.databasePath, { keyFile: config.sealKeyFile });
  try {
    if (demo) await (await import('../../crm/load-demo.ts')).loadDemo(db);
    await makeAdmin(db);
  } finally {
    await db.destroy();
  }
  const made = {
    home,
    config: file,
    config_made: madeConfig,
    database: config.databasePath,
    database_made: madeDatabase,
  };
  if (cli.json) printJson(cli.io, { ...made, demo });
  else if (!cli.quiet) cli.io.out(summaryOf(made, demo));
}

/** The system acts in the name of an administrator; this one has no password, so nobody logs in as it. */
async function makeAdmin(db: Database): Promise<void> {
  const [{ createDefaultRoles }, { createUser, listUsers }] = await Promise.all([
    import('../../crm/role.ts'),
    import('../../crm/user.ts'),
  ]);
  await createDefaultRoles(db);
  const { pagination } = await listUsers(db);
  if (pagination.total > 0) return;
  await createUser(db, { email: 'admin@localhost', user_name: 'Administrator', roles: ['Admin'] });
}

function makeConfig(home: string, file: string, demo: boolean): boolean {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    if (existsSync(file)) return false;
    writeFileSync(file, firstConfig(demo), { mode: 0o600, flag: 'wx' });
    return true;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OmnicrmError('E_CREATE', `cannot make the home ${home}: ${reason}`, {
      hint: 'OMNICRM_HOME names another home.',
      cause,
    });
  }
}

function firstConfig(demo: boolean): string {
  return [
    '# Configuration of omnicrm; `omnicrm config show --origin` prints what is in force.',
    ...(demo ? ['lab: true # endpoints of the simulators that `omnicrm lab up` starts'] : endpointsToFill),
    '',
  ].join('\n');
}

const endpointsToFill = [
  '# ocs:',
  '#   OCS: 127.0.0.1:2080',
  '#   ocsTenant: cgrates.org',
  '# hss: [http://127.0.0.1:8080]',
  '# sms: {url: http://127.0.0.1:9000, api_key_file: /etc/omnicrm/sms.key}',
  '# stripe: {secret_key_file: /etc/omnicrm/stripe.key}',
];

interface Made {
  readonly home: string;
  readonly config: string;
  readonly config_made: boolean;
  readonly database: string;
  readonly database_made: boolean;
}

function summaryOf(made: Made, demo: boolean): string {
  const next = demo
    ? 'omnicrm lab up --detach, then omnicrm provision mobile-sim --customer 1 --pick auto'
    : 'edit the config';
  return [
    `home      ${made.home}`,
    `config    ${made.config} (${verb(made.config_made)})`,
    `database  ${made.database} (${verb(made.database_made)})`,
    ...(demo ? ['demo      catalogue and stock loaded'] : []),
    `next: ${next}`,
    '',
  ].join('\n');
}

function verb(isNew: boolean): string {
  return isNew ? 'made' : 'kept';
}
