/** Where omnicrm keeps its data and looks for its configuration, also with no environment at all. */
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** The data folder: `$OMNICRM_HOME`; for root /var/lib/omnicrm; else the XDG data folder. It need not exist yet. */
export function homeFolder(env: Env, cwd: string): string {
  if (env['OMNICRM_HOME']) return resolve(cwd, env['OMNICRM_HOME']);
  if (process.getuid?.() === 0) return '/var/lib/omnicrm';
  return join(absolute(env['XDG_DATA_HOME']) ?? join(userHome(env), '.local/share'), 'omnicrm');
}

/** Configuration files from the strongest to the weakest; none need exist. */
export function configFiles(env: Env, cwd: string, home: string): readonly string[] {
  const user = join(absolute(env['XDG_CONFIG_HOME']) ?? join(userHome(env), '.config'), 'omnicrm');
  const folders = [cwd, home, user, '/etc/omnicrm'];
  return [...new Set(folders.map(folder => join(folder, 'crm_config.yaml')))];
}

/** The XDG rules ignore relative folders. */
function absolute(folder: string | undefined): string | undefined {
  return folder?.startsWith('/') ? folder : undefined;
}

/** cron and systemd may give no HOME: then the password database knows. */
function userHome(env: Env): string {
  return absolute(env['HOME']) ?? userInfo().homedir;
}
