import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { OmnicrmError } from '../errors.ts';

/**
 * The secret that signs tokens, from its file; made (mode 0600) when there is none. Two processes that start at once end
 * with the same one. Throws E_CREATE when it cannot be made.
 */
export function loadTokenSecret(file: string): string {
  try {
    return readSecret(file) ?? makeSecret(file);
  } catch (cause) {
    if (cause instanceof OmnicrmError) throw cause;
    throw new OmnicrmError('E_CREATE', `the file of the token secret cannot be read or made: ${file}`, {
      hint: 'check that its folder exists and can be written',
      cause,
    });
  }
}

/** A link appears whole or not at all, and not over another's: the first process wins. */
function makeSecret(file: string): string {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
    linkSync(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readSecret(file) ?? '';
}

function readSecret(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
