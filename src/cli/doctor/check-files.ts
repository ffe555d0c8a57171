import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Check, failure, type Finding, ok, warning } from './check.ts';

const LITTLE_BYTES = 500 * 1024 * 1024;

/** Files with secrets are their owner's alone, and the disk has room. */
export const checkFiles: Check = async config => {
  const { databasePath, sealKeyFile, home } = config;
  const files = [databasePath, `${databasePath}-wal`, sealKeyFile, join(home, 'token.key')].filter(file =>
    existsSync(file),
  );
  const { bavail, bsize } = await statfs(dirname(databasePath)).catch(() => ({ bavail: 0, bsize: 0 }));
  const free = bavail * bsize;
  const room = `${Math.floor(free / 1024 / 1024)} MB free for ${databasePath}`;
  return [...files.map(modeOf), free < LITTLE_BYTES ? warning(room, 'omnicrm prune removes what is old') : ok(room)];
};

function modeOf(file: string): Finding {
  const mode = statSync(file).mode & 0o777;
  const text = `${file} has mode ${mode.toString(8)}`;
  return (mode & 0o077) === 0 ? ok(text) : failure('E_CONFIG', `${text}: others may read it`, `chmod 600 ${file}`);
}
