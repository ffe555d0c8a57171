/** What a play that anybody with the key may start is allowed to use. */
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import type { Module, ModuleTable } from '../../engine/index.ts';
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

/** Arguments of theirs that name files and sockets of this host. */
const ofThisHost: Readonly<Record<string, readonly string[]>> = {
  uri: ['src', 'dest', 'unix_socket', 'client_cert', 'client_key', 'ca_path'],
  mail: ['attach'],
  wait_for: ['path'],
};

export function scriptModules(config: Config): ModuleTable {
  const modules = [...runModules(config)].map(([name, module]) => [name, shortName(name), module] as const);
  return new Map(
    modules.flatMap(([name, short, module]) =>
      allowed.has(short) ? [[name, guarded(module, ofThisHost[short])]] : [],
    ),
  );
}

function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The module, failing when one of these arguments is given. */
function guarded(module: Module, refused: readonly string[] = []): Module {
  const run: Module['run'] = async (args, context) => {
    const name = refused.find(one => (args[one] ?? null) !== null);
    if (name === undefined) return module.run(args, context);
    return { failed: true, msg: `a script may not use '${name}': it names a file of this host` };
  };
  return { ...module, run };
}

export function refusedLookups({ refusedLookups: refused }: Pick<Config, 'refusedLookups'>): ReadonlySet<string> {
  return new Set([...refused, ...local]);
}
