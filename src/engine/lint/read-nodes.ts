/** Lists of tasks and blocks, and what they include. */
import { join, resolve } from 'node:path';
import type { Raw } from '../../template/index.ts';
import { findRoleFolder } from './find-role-folder.ts';
import { roleFile } from '../load/role-files.ts';
import { isFile } from '../load/source-file.ts';
import { asDict, asList, textEntries } from '../load/tree.ts';
import type { ModuleTable } from '../options.ts';
import { placeOf, readPlayFile, readPlayFileIfAny, type PlayFile } from './play-file.ts';
import { readTaskWords } from './read-task-words.ts';
import type { ScriptBlock, ScriptNode, ScriptParent, ScriptTask, Section } from './script.ts';

/** What is gathered over all files, and where the reading stands. */
export interface Reading {
  readonly modules: ModuleTable;
  readonly files: PlayFile[];
  readonly varFiles: PlayFile[];
  readonly unread: string[];
  readonly playDirectory: string;
  /** Files being read, outermost first: an include of one of them is not followed. */
  readonly open: readonly string[];
}

interface NodeReading extends Reading {
  readonly file: PlayFile;
  readonly parent: ScriptParent;
  readonly section: Section;
  readonly handler: boolean;
  readonly roleDirectory?: string;
}

/** The tasks and blocks of a list; what is no mapping is left to the loader. */
export function readNodes(raw: Raw | undefined, reading: NodeReading): ScriptNode[] {
  return (asList(raw) ?? []).flatMap(item => {
    const dict = asDict(item);
    if (!dict) return [];
    const entries = textEntries(dict);
    const isBlock = entries.has('block') || entries.has('rescue') || entries.has('always');
    return [isBlock ? readBlock(item, entries, reading) : readTask(item, entries, reading)];
  });
}

function readBlock(raw: Raw, entries: ReadonlyMap<string, Raw>, reading: NodeReading): ScriptBlock {
  const { file, parent, section } = reading;
  const lists = { block: [] as ScriptNode[], rescue: [] as ScriptNode[], always: [] as ScriptNode[] };
  const block: ScriptBlock = {
    kind: 'block',
    where: placeOf(file, raw),
    file,
    raw,
    entries,
    parent,
    section,
    ...lists,
  };
  for (const name of ['block', 'rescue', 'always'] as const) {
    lists[name].push(...readNodes(entries.get(name), { ...reading, parent: block, section: name }));
  }
  return block;
}

function readTask(raw: Raw, entries: ReadonlyMap<string, Raw>, reading: NodeReading): ScriptTask {
  const { file, parent, section, handler, modules } = reading;
  const words = readTaskWords(entries, modules, handler);
  const included: ScriptNode[] = [];
  const where = placeOf(file, raw);
  const task: ScriptTask = { kind: 'task', where, file, raw, entries, parent, section, handler, ...words, included };
  const inside = { ...reading, parent: task, section: 'tasks' as const };
  included.push(...readIncluded(task, inside));
  return task;
}

function readIncluded(task: ScriptTask, reading: NodeReading): ScriptNode[] {
  const name = task.module?.name;
  if (name === 'include_tasks' || name === 'import_tasks') {
    return readTaskFile(task.options.get('file') ?? task.options.get('_raw_params'), reading);
  }
  if (name === 'include_role' || name === 'import_role') return readRoleOf(task, reading);
  if (name === 'include_vars') readIncludedVars(task, reading);
  return [];
}

function readTaskFile(name: Raw | undefined, reading: NodeReading): ScriptNode[] {
  const folders = [reading.file.directory, reading.playDirectory];
  if (reading.roleDirectory !== undefined) folders.unshift(join(reading.roleDirectory, 'tasks'));
  const path = typeof name === 'string' ? folders.map(folder => resolve(folder, name)).find(isFile) : undefined;
  return readListFile(path, reading);
}

function readListFile(path: string | undefined, reading: NodeReading): ScriptNode[] {
  if (path === undefined || reading.open.includes(path)) {
    if (path === undefined) reading.unread.push('a file of tasks');
    return [];
  }
  const file = readPlayFile(path);
  reading.files.push(file);
  return readNodes(file.root, { ...reading, file, open: [...reading.open, path] });
}

function readRoleOf(task: ScriptTask, reading: NodeReading): ScriptNode[] {
  const name = task.options.get('name') ?? task.options.get('role');
  const plain = ['tasks_from', 'vars_from', 'defaults_from', 'handlers_from'].every(key => !task.options.has(key));
  return readRole(plain && typeof name === 'string' ? name : undefined, reading);
}

/** A role's tasks and handlers; its defaults and vars join the files of variables. */
export function readRole(name: string | undefined, reading: NodeReading): ScriptNode[] {
  const directory = name === undefined ? undefined : findRoleFolder(name, reading);
  if (directory === undefined || reading.open.includes(directory)) {
    if (directory === undefined) reading.unread.push(`the role ${name ?? 'named by a template'}`);
    return [];
  }
  if (roleFile(directory, 'meta', 'main') !== undefined) reading.unread.push(`what the role ${name ?? ''} depends on`);
  for (const folder of ['defaults', 'vars']) readRoleVars(directory, folder, reading);
  const inside = { ...reading, roleDirectory: directory, open: [...reading.open, directory] };
  return (['tasks', 'handlers'] as const).flatMap(folder => {
    const path = roleFile(directory, folder, 'main');
    return path === undefined ? [] : readListFile(path, { ...inside, handler: folder === 'handlers' });
  });
}

function readRoleVars(directory: string, folder: string, reading: NodeReading): void {
  const path = roleFile(directory, folder, 'main');
  const file = path === undefined ? undefined : readPlayFileIfAny(path);
  if (file) reading.varFiles.push(file);
}

function readIncludedVars(task: ScriptTask, reading: NodeReading): void {
  const name = task.options.get('file') ?? task.options.get('_raw_params');
  const folders = [join(reading.playDirectory, 'vars'), reading.playDirectory, reading.file.directory];
  const path = typeof name === 'string' ? folders.map(folder => resolve(folder, name)).find(isFile) : undefined;
  const file = path === undefined || task.options.has('name') ? undefined : readPlayFileIfAny(path);
  if (file && asDict(file.root)) reading.varFiles.push(file);
  else reading.unread.push('include_vars');
}
