/** From the path of a playbook to all that lint looks at. */
import { dirname, resolve } from 'node:path';
import type { Raw } from '../../template/index.ts';
import { playError } from '../load/play-error.ts';
import { asDict, asList, asText, kindOf, listOf, textEntries } from '../load/tree.ts';
import { isDirectory } from '../load/source-file.ts';
import type { ModuleTable } from '../options.ts';
import { placeOf, readPlayFile, readPlayFileIfAny, type PlayFile } from './play-file.ts';
import { readNodes, readRole, type Reading } from './read-nodes.ts';
import type { Script, ScriptNode, ScriptPlay } from './script.ts';

/** Reads a playbook with everything it names in plain text. Throws E_PLAY_MISSING or E_PLAY_SYNTAX for what is no playbook at all. */
export function readScript(path: string, modules: ModuleTable): Script {
  const files: PlayFile[] = [];
  const varFiles: PlayFile[] = [];
  const unread: string[] = [];
  const playbook = resolve(path);
  const plays = readPlaybook(playbook, {
    modules,
    files,
    varFiles,
    unread,
    playDirectory: dirname(playbook),
    open: [],
  });
  return { plays, files, varFiles, unread };
}

function readPlaybook(path: string, reading: Reading): ScriptPlay[] {
  const file = readPlayFile(path);
  reading.files.push(file);
  const inside = { ...reading, playDirectory: file.directory, open: [...reading.open, path] };
  const items = asList(file.root);
  if (!items) throw playError(placeOf(file, file.root), `A playbook must be a list of plays, got ${kindOf(file.root)}`);
  noteVarsFolders(inside);
  return items.flatMap(item => readEntry(item, file, inside));
}

function noteVarsFolders({ playDirectory, unread }: Reading): void {
  for (const name of ['group_vars', 'host_vars']) {
    if (isDirectory(resolve(playDirectory, name))) unread.push(`${name} beside the playbook`);
  }
}

function readEntry(raw: Raw, file: PlayFile, reading: Reading): ScriptPlay[] {
  const dict = asDict(raw);
  if (!dict) return [];
  const entries = textEntries(dict);
  const imported = entries.get('import_playbook') ?? entries.get('ansible.builtin.import_playbook');
  if (imported === undefined) return [readPlay(raw, entries, file, reading)];
  const shell = { kind: 'play' as const, where: placeOf(file, raw), file, raw, entries, nodes: [] };
  return [shell, ...importPlaybook(imported, file, reading)];
}

function importPlaybook(name: Raw, file: PlayFile, reading: Reading): ScriptPlay[] {
  const path = typeof name === 'string' ? resolve(file.directory, name) : undefined;
  if (path !== undefined && !reading.open.includes(path)) return readPlaybook(path, reading);
  reading.unread.push('an imported playbook');
  return [];
}

function readPlay(raw: Raw, entries: ReadonlyMap<string, Raw>, file: PlayFile, reading: Reading): ScriptPlay {
  const nodes: ScriptNode[] = [];
  const play: ScriptPlay = { kind: 'play', where: placeOf(file, raw), file, raw, entries, nodes };
  readVarsFiles(entries.get('vars_files'), reading);
  if (!isLocal(entries.get('hosts'))) reading.unread.push('the inventory of its hosts');
  const section = (name: string): ScriptNode[] =>
    readNodes(entries.get(name), { ...reading, file, parent: play, section: 'tasks', handler: name === 'handlers' });
  nodes.push(...section('pre_tasks'));
  const context = { ...reading, file, parent: play, section: 'tasks' as const, handler: false };
  for (const role of listOf(entries.get('roles'))) nodes.push(...readRole(roleName(role), context));
  for (const name of ['tasks', 'post_tasks', 'handlers']) nodes.push(...section(name));
  return play;
}

/** Whether a play runs on this machine alone: other hosts come from an inventory, with variables of their own. */
function isLocal(hosts: Raw | undefined): boolean {
  return listOf(hosts).every(host => host === 'localhost' || host === '127.0.0.1');
}

function roleName(raw: Raw): string | undefined {
  if (typeof raw === 'string') return raw;
  const entries = textEntries(asDict(raw) ?? new Map());
  const name = entries.get('role') ?? entries.get('name');
  return typeof name === 'string' ? name : undefined;
}

function readVarsFiles(raw: Raw | undefined, reading: Reading): void {
  for (const name of listOf(raw).flatMap(listOf)) {
    const file = typeof name === 'string' ? readPlayFileIfAny(resolve(reading.playDirectory, name)) : undefined;
    if (file && asDict(file.root)) reading.varFiles.push(file);
    else reading.unread.push(`vars_files ${asText(name) ?? ''}`);
  }
}
