import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { OmnicrmError } from '../../errors.ts';
import type { Cli } from '../command.ts';
import { readAll } from '../read-all.ts';
import { askSecret } from './ask-secret.ts';

/**
 * A new password: from a file, from standard input (`-`), or asked for twice on the terminal; undefined when there is no
 * place to take it from. Throws E_USAGE when the two differ.
 */
export async function readPassword({ io, mayAsk }: Cli, file: string | undefined): Promise<string | undefined> {
  if (file === '-') return firstLine(await readAll(io.stdin));
  if (file !== undefined) return firstLine(await readFile(resolve(io.cwd, file), 'utf8'));
  if (!mayAsk) return undefined;
  const password = await askSecret(io, 'new password');
  if (password === (await askSecret(io, 'the same again'))) return password;
  throw new OmnicrmError('E_USAGE', 'the two passwords differ');
}

/** The text without the line break at its end; spaces are of the password. */
function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? '';
}
