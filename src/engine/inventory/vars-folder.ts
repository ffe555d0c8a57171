import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadVarsFile } from '../load/load-vars-file.ts';
import { isDirectory, isFile } from '../load/source-file.ts';
import type { Raw } from '../../template/index.ts';

const endings = ['', '.yml', '.yaml', '.json'];

/** `group_vars/NAME` or `host_vars/NAME` beside an inventory or a playbook: a file, or all files of a folder of that name. */
export function varsFolder(beside: string, folder: string, name: string): ReadonlyMap<string, Raw> {
  const base = join(beside, folder, name);
  const vars = new Map<string, Raw>();
  if (!isDirectory(join(beside, folder))) return vars;
  const files = isDirectory(base)
    ? filesIn(base)
    : endings
        .map(ending => base + ending)
        .filter(isFile)
        .slice(0, 1);
  for (const file of files) for (const [key, value] of loadVarsFile(file)) vars.set(key, value);
  return vars;
}

function filesIn(folder: string): string[] {
  const names = readdirSync(folder).filter(name => !name.startsWith('.') && /(^[^.]*|\.ya?ml|\.json)$/.test(name));
  return names
    .toSorted()
    .map(name => join(folder, name))
    .filter(isFile);
}
