import { OmnicrmError, type Where } from '../errors.ts';
import { isSecretPath } from './keys.ts';
import type { ConfigEntry } from './tree.ts';

/** E_CONFIG for a value in force: `message`, the value where it is a short text and no secret, and its place in the file. */
export async function wrongValue(entry: ConfigEntry, message: string, path = entry.path): Promise<OmnicrmError> {
  const isSecret = isSecretPath(path);
  const where = entry.file === undefined ? undefined : await placeOf(entry.file, entry.keys);
  const shown = isSecret || typeof entry.value !== 'string' ? '' : `, not '${entry.value}'`;
  return new OmnicrmError('E_CONFIG', `${message}${shown}`, {
    where: isSecret && where !== undefined ? { ...where, excerpt: '' } : where,
    hint: where === undefined ? `It was set by ${entry.origin}.` : undefined,
    details: { key: path, origin: entry.origin },
  });
}

/** The parser that knows places is loaded for errors only. */
async function placeOf(file: string, keys: ConfigEntry['keys']): Promise<Where> {
  const { placeOfKey } = await import('./place-of-key.ts');
  return placeOfKey(file, keys);
}
