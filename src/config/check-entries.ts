/** The one check of the whole configuration: types of known keys, near misses among unknown ones. */
import { didYouMean, OmnicrmError } from '../errors.ts';
import { convertValue, expectation } from './check-value.ts';
import { configKeys, isSecretPath } from './keys.ts';
import { placeOfKey } from './place-of-key.ts';
import type { ConfigEntry } from './tree.ts';

/**
 * Converts every known key to its type; unknown keys stay as they are. Gives warnings for unknown keys that look like
 * misspelt ones. Throws E_CONFIG, with the place in the file, for the first value of a wrong type.
 */
export async function checkEntries(entries: Map<string, ConfigEntry>): Promise<readonly string[]> {
  const warnings: string[] = [];
  for (const entry of entries.values()) {
    const known = configKeys[entry.path];
    if (known === undefined) {
      warnings.push(...nearMiss(entry));
      continue;
    }
    const value = convertValue(known.type, entry.value);
    if (value === undefined) throw await wrongType(entry, `${entry.path} must be ${expectation(known.type)}`);
    entries.set(entry.path, { ...entry, value });
  }
  return warnings;
}

function nearMiss(entry: ConfigEntry): string[] {
  const near = didYouMean(entry.path, Object.keys(configKeys));
  if (near === undefined) return [];
  return [`${entry.origin}: unknown key ${entry.path}; did you mean ${near}?`];
}

async function wrongType(entry: ConfigEntry, message: string): Promise<OmnicrmError> {
  const where = entry.file === undefined ? undefined : await placeOfKey(entry.file, entry.keys);
  const shown = isSecretPath(entry.path) || typeof entry.value !== 'string' ? '' : `, not '${entry.value}'`;
  return new OmnicrmError('E_CONFIG', `${message}${shown}`, {
    where: isSecretPath(entry.path) && where !== undefined ? { ...where, excerpt: '' } : where,
    hint: where === undefined ? `It was set by ${entry.origin}.` : undefined,
    details: { key: entry.path, origin: entry.origin },
  });
}
