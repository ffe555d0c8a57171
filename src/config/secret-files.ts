import { readFileSync } from 'node:fs';
import { OmnicrmError } from '../errors.ts';
import { configKeys } from './keys.ts';
import type { ConfigEntry } from './tree.ts';

/** `stripe.secret_key_file: /run/credentials/…` becomes `stripe.secret_key`: secrets can stay out of every other place. */
export function readSecretFiles(entries: Map<string, ConfigEntry>): Map<string, ConfigEntry> {
  for (const path of Object.keys(configKeys)) {
    const named = entries.get(`${path}_file`);
    if (named === undefined || !configKeys[path]?.secret || typeof named.value !== 'string') continue;
    entries.delete(`${path}_file`);
    entries.set(path, { ...named, path, keys: path.split('.'), value: readSecret(path, named.value) });
  }
  return entries;
}

function readSecret(path: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new OmnicrmError('E_CONFIG', `cannot read ${file}, the file of ${path}`, { cause });
  }
}
