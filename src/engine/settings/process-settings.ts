import { settingsFrom } from './read-settings.ts';
import type { Settings } from './settings.ts';

/** The settings of this process's environment, without any ansible.cfg: what holds when a caller gives none. */
export function processSettings(): Settings {
  const values = names.map(name => process.env[name]);
  if (last !== undefined && values.every((value, at) => value === last?.values[at])) return last.settings;
  const env = Object.fromEntries(names.map((name, at) => [name, values[at]]));
  last = { values, settings: settingsFrom(undefined, { cwd: '/', env }) };
  return last.settings;
}

const names = ['HOME', 'ANSIBLE_HOME', 'ANSIBLE_ROLES_PATH'] as const;
let last: { readonly values: readonly (string | undefined)[]; readonly settings: Settings } | undefined;
