import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isSecretPath } from '../../config.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Io } from '../io.ts';
import { readAll } from '../read-all.ts';

/** `a=1` words as a record; the last of a name wins. Throws E_USAGE for a word without `=`. */
export function parsePairs(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(words.map(splitPair));
}

/** As `parsePairs`; `field=@file` is read from that file, an empty value is null. Secrets may only come from files. */
export async function readPairs(io: Io, words: readonly string[]): Promise<Record<string, string | null>> {
  const pairs = await Promise.all(words.map(async word => readPair(io, splitPair(word))));
  return Object.fromEntries(pairs);
}

async function readPair(io: Io, [name, value]: [string, string]): Promise<[string, string | null]> {
  if (value === '@-') return [name, (await readAll(io.stdin)).trim()];
  if (value.startsWith('@')) return [name, (await readFile(resolve(io.cwd, value.slice(1)), 'utf8')).trim()];
  if (isSecretPath(name)) {
    throw new OmnicrmError('E_USAGE', `${name} is a secret and cannot be given on the command line`, {
      hint: `Name a file that holds it with ${name}=@file, or give it on standard input with ${name}=@-.`,
    });
  }
  return [name, value === '' ? null : value];
}

function splitPair(word: string): [string, string] {
  const at = word.indexOf('=');
  if (at > 0) return [word.slice(0, at), word.slice(at + 1)];
  throw new OmnicrmError('E_USAGE', `'${word}' is not of the form field=value`);
}
