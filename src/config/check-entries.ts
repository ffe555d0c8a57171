/** The one check of the whole configuration: types of known keys, near misses among unknown ones. */
import { didYouMean } from '../errors.ts';
import { backendKeyAt, refuseUnknownBackendKey } from './backend-keys.ts';
import { convertValue, expectation } from './check-value.ts';
import { type ConfigKey, configKeys } from './keys.ts';
import type { Value } from '../template/index.ts';
import type { ConfigEntry } from './tree.ts';
import { wrongValue } from './wrong-value.ts';

/**
 * Converts every known key to its type; unknown keys stay as they are. Gives warnings for unknown keys that look like
 * misspelt ones. Throws E_CONFIG, with the place in the file, for the first value of a wrong type.
 */
export async function checkEntries(entries: Map<string, ConfigEntry>): Promise<readonly string[]> {
  const warnings: string[] = [];
  for (const entry of entries.values()) {
    const known = configKeys[entry.path] ?? backendKeyAt(entry.keys);
    if (known === undefined) {
      await refuseUnknownBackendKey(entry);
      await refuseWrongShape(entry);
      warnings.push(...nearMiss(entry));
      continue;
    }
    const value = convertValue(known.type, entry.value);
    if (value === undefined || !isChoice(known, value))
      throw await wrongValue(entry, `${entry.path} must be ${choicesOf(known) ?? expectation(known.type)}`);
    entries.set(entry.path, { ...entry, value });
  }
  return warnings;
}

function choicesOf({ choices }: ConfigKey): string | undefined {
  return choices === undefined ? undefined : `one of ${choices.join(', ')}`;
}

function isChoice({ choices }: ConfigKey, value: Value): boolean {
  return choices === undefined || choices.some(choice => choice === value);
}

/** `ocs: 5` where ocs is a mapping, `lab: {on: true}` where lab is true or false. */
async function refuseWrongShape(entry: ConfigEntry): Promise<void> {
  const { path, value } = entry;
  const above = Object.entries(configKeys).find(([known]) => path.startsWith(`${known}.`));
  if (above !== undefined) throw await wrongValue(entry, `${above[0]} must be ${expectation(above[1].type)}`, above[0]);
  const isBranch = Object.keys(configKeys).some(known => known.startsWith(`${path}.`));
  if (isBranch && value !== null && !(value instanceof Map)) throw await wrongValue(entry, `${path} must be a mapping`);
}

function nearMiss(entry: ConfigEntry): string[] {
  const near = didYouMean(entry.path, Object.keys(configKeys));
  if (near === undefined) return [];
  return [`${entry.origin}: unknown key ${entry.path}; did you mean ${near}?`];
}
