/** Every variable that something in a playbook sets. */
import { asDict, asText, listOf, textEntries } from '../../load/tree.ts';
import { shortName } from '../../load/find-action.ts';
import type { Raw } from '../../../template/index.ts';
import type { Script, ScriptTask, Written } from '../script.ts';
import { allBlocks, allTasks } from '../walk.ts';

/** Names set at any place of the playbook: what a play sets stays for all that follows. */
export function namesGiven(script: Script): Set<string> {
  const names = new Set<string>();
  const add = (more: Iterable<string>): void => {
    for (const name of more) names.add(name);
  };
  for (const { entries } of script.plays) {
    add(keysOf(entries.get('vars')));
    add(listOf(entries.get('vars_prompt')).flatMap(promptName));
    for (const role of listOf(entries.get('roles')))
      add([...keysOf(role), ...keysOf(textEntries(asDict(role) ?? new Map()).get('vars'))]);
  }
  for (const block of allBlocks(script)) add([...keysOf(block.entries.get('vars')), ...loopNames(block)]);
  for (const task of allTasks(script)) add(namesOfTask(task));
  for (const file of script.varFiles) add(keysOf(file.root));
  return names;
}

function namesOfTask(task: ScriptTask): string[] {
  const { entries, options } = task;
  const names = keysOf(entries.get('vars'));
  const register = entries.get('register');
  if (typeof register === 'string') names.push(register);
  names.push(...loopNames(task));
  if (setsVariables.has(task.module?.name ?? '')) names.push(...options.keys());
  return names;
}

const setsVariables = new Set(['set_fact', 'add_host']);

function loopNames({ entries }: Written): string[] {
  const control = textEntries(asDict(entries.get('loop_control')) ?? new Map());
  const names = ['loop_var', 'index_var'].map(key => control.get(key)).filter(name => typeof name === 'string');
  return [...entries.keys()].some(key => key === 'loop' || key.startsWith('with_')) ? ['item', ...names] : names;
}

function promptName(raw: Raw): string[] {
  const name = asText(textEntries(asDict(raw) ?? new Map()).get('name'));
  return name === undefined ? [] : [name];
}

function keysOf(raw: Raw | undefined): string[] {
  return [...textEntries(asDict(raw) ?? new Map()).keys()];
}

/** Why variables may be there that nothing written names; empty when all is to be seen. */
export function unreadSources(script: Script): readonly string[] {
  const own = [...allTasks(script)].flatMap(task => {
    if (task.module === undefined) return [`the module ${task.action ?? ''}`];
    if (task.module.name === 'set_fact' && [...task.options.keys()].some(isComputed))
      return ['set_fact of a computed name'];
    if (task.entries.get('args') !== undefined && asDict(task.entries.get('args')) === undefined)
      return ['args by template'];
    const register = task.entries.get('register');
    if (register !== undefined && typeof register !== 'string') return ['register of a computed name'];
    return shortName(task.action ?? '') === 'include_vars' && task.options.has('dir')
      ? ['include_vars of a folder']
      : [];
  });
  return [...script.unread, ...own];
}

function isComputed(name: string): boolean {
  return name.includes('{{') || name === '_raw_params';
}
