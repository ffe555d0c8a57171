import { settingsFrom } from './read-settings.ts';
import type { Settings } from './settings.ts';

/** The settings of this process's environment, without any ansible.cfg: what holds when a caller gives none. */
export function processSettings(): Settings {
  const named = Object.entries(process.env).filter(([name]) => kept.has(name));
  return settingsFrom(undefined, { cwd: '/', env: Object.fromEntries(named) });
}

const kept = new Set(['HOME', 'ANSIBLE_HOME', 'ANSIBLE_ROLES_PATH']);
