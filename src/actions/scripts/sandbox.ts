/** What a play that anybody with the key may start is allowed to use. */
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import type { ModuleTable } from '../../engine/index.ts';
import { runModules } from '../../provisioning/load-play.ts';

/** Modules that leave this host alone: no programs, no files. */
const allowed: ReadonlySet<string> = new Set([
  'uri',
  'mail',
  'ping',
  'wait_for',
  'set_fact',
  'set_stats',
  'debug',
  'assert',
  'fail',
  'pause',
  'meta',
  'include_tasks',
  'import_tasks',
]);

/** Lookups that read this host or run programs on it. */
const local = [
  'pipe',
  'lines',
  'file',
  'fileglob',
  'first_found',
  'env',
  'unvault',
  'ini',
  'csvfile',
  'password',
  'template',
];

export function scriptFolders({ playsPath }: Pick<Config, 'playsPath'>): readonly string[] {
  return playsPath.map(folder => join(folder, 'onepunch'));
}

export function scriptModules(config: Config): ModuleTable {
  return new Map([...runModules(config)].filter(([name]) => allowed.has(name.slice(name.lastIndexOf('.') + 1))));
}

export function refusedLookups({ refusedLookups: refused }: Pick<Config, 'refusedLookups'>): ReadonlySet<string> {
  return new Set([...refused, ...local]);
}
