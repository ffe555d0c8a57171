/** Brings the variables of files into the run. */
import { readdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { str, type Dict, type Raw, type Value } from '../../template/index.ts';
import { isDirectory, isFile } from '../load/source-file.ts';
import { dictOfRaw } from '../load/tree.ts';
import type { Module, ModuleArguments, ModuleContext, ModuleResult } from '../module.ts';
import { messageOf } from '../run/results.ts';
import { written } from '../run/failed-task-value.ts';
import { isVaultedFile } from '../vault/read-plain-file.ts';
import { engineOf } from './engine-of.ts';

export const includeVars: Module = {
  name: 'include_vars',
  spec: {
    file: { type: 'path' },
    dir: { type: 'path' },
    name: { type: 'str' },
    depth: { type: 'int', default: 0 },
    files_matching: { type: 'str' },
    ignore_files: { type: 'list', elements: 'str', default: [] },
    extensions: { type: 'list', elements: 'str', default: ['yaml', 'yml', 'json'] },
    ignore_unknown_extensions: { type: 'bool', default: false },
    hash_behaviour: { type: 'str', choices: ['replace', 'merge'] },
    _raw_params: { type: 'str' },
  },
  freeForm: '_raw_params',
  run(args, context) {
    try {
      const files = filesOf(args, context);
      return bring(files, args, context);
    } catch (error) {
      return {
        failed: true,
        changed: false,
        msg: messageOf(error),
        ansible_facts: {},
        ansible_included_var_files: [],
        message: messageOf(error),
      };
    }
  },
};

function bring(files: readonly string[], args: ModuleArguments, context: ModuleContext): ModuleResult {
  const engine = engineOf(context);
  const merged = new Map<string, Raw>();
  for (const file of files) for (const [name, value] of engine.loadVarsFile(file)) merged.set(name, value);
  if (files.some(isVaultedFile)) engine.markSecret();
  const under = args['name'] ?? null;
  const facts: Dict = new Map([...merged].map(([name, value]) => [name, written(value)]));
  if (under === null) {
    engine.includeVars(merged);
    return { changed: false, ansible_facts: facts, ansible_included_var_files: [...files] };
  }
  engine.includeVars(new Map([[str(under), dictOfRaw(merged)]]));
  return {
    changed: false,
    ansible_facts: new Map<Value, Value>([[str(under), facts]]),
    ansible_included_var_files: [...files],
  };
}

function filesOf(args: ModuleArguments, context: ModuleContext): string[] {
  const dir = args['dir'] ?? null;
  if (dir !== null) return filesInFolder(folderOf(str(dir), context), args, 1);
  const file = args['file'] ?? args['_raw_params'] ?? null;
  if (file === null) throw new Error('one of the following is required: file, dir');
  return [context.findFile(str(file), 'vars')];
}

function folderOf(name: string, context: ModuleContext): string {
  if (isAbsolute(name)) return checked(name);
  return checked(resolve(context.playDir, name));
}

function checked(path: string): string {
  if (isDirectory(path)) return path;
  throw new Error(`${path} directory does not exist`);
}

function filesInFolder(folder: string, args: ModuleArguments, depth: number): string[] {
  const entries = readdirSync(folder)
    .toSorted()
    .map(name => ({ name, path: join(folder, name) }));
  const files = entries
    .filter(({ path }) => isFile(path))
    .flatMap(({ name, path }) => (wanted(name, args) ? [path] : []));
  const deepest = Number(args['depth']);
  if (deepest !== 0 && depth >= deepest) return files;
  const folders = entries.filter(({ path }) => isDirectory(path));
  return [...files, ...folders.flatMap(({ path }) => filesInFolder(path, args, depth + 1))];
}

function wanted(name: string, args: ModuleArguments): boolean {
  const matching = args['files_matching'] ?? null;
  if (matching !== null && !new RegExp(str(matching)).test(name)) return false;
  const ignored = args['ignore_files'];
  if (Array.isArray(ignored) && ignored.some(pattern => new RegExp(`${str(pattern)}$`).test(name))) return false;
  const known = args['extensions'];
  if (Array.isArray(known) && known.some(extension => name.endsWith(`.${str(extension)}`))) return true;
  if (args['ignore_unknown_extensions'] === true) return false;
  throw new Error(`${name} does not have a valid extension`);
}
