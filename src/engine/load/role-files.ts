import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Where } from '../../errors.ts';
import type { Raw } from '../../template/index.ts';
import type { Vars } from '../playbook.ts';
import { loadVarsFile } from './load-vars-file.ts';
import { playError } from './play-error.ts';
import { isDirectory, isFile } from './source-file.ts';

const endings = ['', '.yml', '.yaml', '.json'];

/** A file of a role by its name without ending (`main`); undefined when there is none. */
export function roleFile(directory: string, folder: string, name: string): string | undefined {
  const base = join(directory, folder, name);
  return endings.map(ending => base + ending).find(isFile);
}

/** `defaults/` or `vars/` of a role: main.yml, or all files of main/; a file asked for by name must be there. */
export function readRoleVars(directory: string, folder: string, from: string | undefined, where: Where): Vars {
  const name = from ?? 'main';
  const path = roleFile(directory, folder, name);
  if (path !== undefined) return loadVarsFile(path, where);
  const folderPath = join(directory, folder, name);
  if (isDirectory(folderPath)) return readFolder(folderPath, where);
  if (from === undefined) return new Map();
  throw playError(where, `Could not find specified file in role: no such file ${folder}/${from}`);
}

function readFolder(path: string, where: Where): Vars {
  const vars = new Map<string, Raw>();
  for (const entry of readdirSync(path).toSorted()) {
    if (!/\.(ya?ml|json)$/.test(entry)) continue;
    for (const [name, value] of loadVarsFile(join(path, entry), where)) vars.set(name, value);
  }
  return vars;
}
