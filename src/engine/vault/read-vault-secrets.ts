/** Passwords of vaults, from files or from what scripts print; never from a flag. */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { OmnicrmError } from '../../errors.ts';
import type { VaultSecret } from './keyring.ts';
import { readPlainFile } from './read-plain-file.ts';

export interface VaultSources {
  /** `id@file`, or a file, as `--vault-id`. */
  readonly identities: readonly string[];
  /** As `--vault-password-file`. */
  readonly passwordFiles: readonly string[];
}

/** Reads every source, a script being run; E_CONFIG (exit 1) for one that gives no password. */
export function readVaultSecrets({ identities, passwordFiles }: VaultSources, cwd: string): VaultSecret[] {
  const named = identities.map(identity => splitIdentity(identity));
  const all = [...named, ...passwordFiles.map(file => ({ id: 'default', file }))];
  return all.map(({ id, file }) => ({ id, secret: readSecret(id, file, cwd) }));
}

function splitIdentity(identity: string): { id: string; file: string } {
  const at = identity.indexOf('@');
  return at < 0
    ? { id: 'default', file: identity }
    : { id: identity.slice(0, at) || 'default', file: identity.slice(at + 1) };
}

const asked = new Set(['prompt', 'prompt_ask_vault_pass']);

function readSecret(id: string, file: string, cwd: string): string {
  if (asked.has(file))
    throw refused(`vault id '${id}': passwords are not asked for here`, 'Name a file or a script that prints it');
  const home = process.env['HOME'] ?? '/';
  const path = resolve(cwd, file.startsWith('~/') ? home + file.slice(1) : file);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile()) throw refused(`The vault password file ${path} was not found`);
  const secret = ((stats.mode & 0o111) === 0 ? readPlainFile(path).toString('utf8') : printed(path, id)).trim();
  if (secret === '') throw refused(`Invalid vault password was provided from file (${path}): it is empty`);
  return secret;
}

/** What a script prints. One whose name ends in `-client` is told the id it is asked for. */
function printed(path: string, id: string): string {
  const words = /-client(\.\w+)?$/.test(path) ? ['--vault-id', id] : [];
  const run = spawnSync(path, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (run.error) throw refused(`Problem running vault password script ${path}: ${run.error.message}`);
  if (run.status !== 0) throw refused(`Vault password script ${path} returned non-zero (${run.status ?? run.signal})`);
  return run.stdout;
}

function refused(message: string, hint?: string): OmnicrmError {
  return new OmnicrmError('E_CONFIG', message, { hint, details: { exitCode: 1 } });
}
