/** The one check of the whole configuration: types of known keys, near misses among unknown ones. */
import { didYouMean, OmnicrmError, type Where } from '../errors.ts';
import { convertValue, expectation } from './check-value.ts';
import { configKeys, isSecretPath } from './keys.ts';
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
      await refuseWrongShape(entry);
      warnings.push(...nearMiss(entry));
      continue;
    }
    const value = convertValue(known.type, entry.value);
    if (value === undefined) throw await wrongType(entry, `${entry.path} must be ${expectation(known.type)}`);
    entries.set(entry.path, { ...entry, value });
  }
  return warnings;
}

/** `ocs: 5` where ocs is a mapping, `lab: {on: true}` where lab is true or false. */
async function refuseWrongShape(entry: ConfigEntry): Promise<void> {
  const { path, value } = entry;
  const above = Object.entries(configKeys).find(([known]) => path.startsWith(`${known}.`));
  if (above !== undefined) throw await wrongType(entry, `${above[0]} must be ${expectation(above[1].type)}`, above[0]);
  const isBranch = Object.keys(configKeys).some(known => known.startsWith(`${path}.`));
  if (isBranch && value !== null && !(value instanceof Map)) throw await wrongType(entry, `${path} must be a mapping`);
}

function nearMiss(entry: ConfigEntry): string[] {
  const near = didYouMean(entry.path, Object.keys(configKeys));
  if (near === undefined) return [];
  return [`${entry.origin}: unknown key ${entry.path}; did you mean ${near}?`];
}

async function wrongType(entry: ConfigEntry, message: string, path = entry.path): Promise<OmnicrmError> {
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
