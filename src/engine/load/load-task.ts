import { defaultTables, Template, type Raw } from '../../template/index.ts';
import type { OmnicrmError, Where } from '../../errors.ts';
import type { LoopSource, Task } from '../playbook.ts';
import { checkKeywords, checkTags, isVariableName, suggestion, varsOf } from './check-keywords.ts';
import { findAction, shortName, type FoundAction } from './find-action.ts';
import { handlerKeywords, loopControlKeywords, metaActionNames, taskKeywords } from './keyword-tables.ts';
import type { LoadContext } from './load-context.ts';
import { loadImport } from './load-import.ts';
import { playError } from './play-error.ts';
import { taskOptions } from './task-options.ts';
import { asDict, asList, asText, kindOf, textEntries } from './tree.ts';

/** One task: its module, options, loop and keywords, checked. An import is read at once. */
export function loadTask(raw: Raw, entries: Map<string, Raw>, context: LoadContext): Task {
  const where = context.source.whereOf(raw);
  const keywords = context.handlers ? handlerKeywords : taskKeywords;
  const others = [...entries.keys()].filter(key => !keywords.has(key) && !key.startsWith('with_'));
  const whereOfKey = (key: string): Where => context.source.whereOfKey(raw, key);
  const found = findAction(entries, others, context.modules, where, whereOfKey);
  checkTask(entries, where, context);
  checkMeta(found, context, where);
  const task = taskOf(found, entries, where, context);
  return imports.has(shortName(found.action)) ? { ...task, ...loadImport(task, context) } : task;
}

const imports = new Set(['import_tasks', 'import_role']);
const includes = new Set(['include_tasks', 'include_role']);

function taskOf(found: FoundAction, entries: Map<string, Raw>, where: Where, context: LoadContext): Task {
  if (found.local) entries.set('delegate_to', 'localhost');
  return {
    kind: 'task',
    path: context.path,
    where,
    name: entries.get('name') ?? undefined,
    action: found.action,
    module: found.module,
    ...taskOptions(found, entries.get('args'), where),
    keywords: entries,
    vars: varsOf(entries.get('vars'), 'Task', where),
    loop: loopOf(entries, where),
    parent: context.parent,
    role: context.role,
    handler: context.handlers,
    directory: context.source.directory,
    imported: undefined,
    dynamic: includes.has(shortName(found.action)),
  };
}

function checkTask(entries: ReadonlyMap<string, Raw>, where: Where, { source }: LoadContext): void {
  checkTags(entries.get('tags'), where);
  const register = entries.get('register');
  if (register !== undefined && register !== null) checkRegister(register, where);
  const control = entries.get('loop_control');
  if (control === undefined || control === null || control instanceof Template) return;
  const dict = asDict(control);
  if (!dict) throw playError(where, `loop_control must be a dictionary, not ${kindOf(control)}`);
  const parts = textEntries(dict);
  checkKeywords(parts, loopControlKeywords, 'LoopControl', key => source.whereOfKey(control, key));
  const label = parts.get('label');
  if (label !== undefined && (asDict(label) || asList(label)))
    throw playError(where, `the label of a loop_control must be a text, not ${kindOf(label)}`);
}

function checkRegister(register: Raw, where: Where): void {
  const name = asText(register);
  const shown = name === undefined ? `of type ${kindOf(register)}` : `'${name}'`;
  if (name === undefined || (!(register instanceof Template) && !isVariableName(name))) {
    throw playError(where, `Invalid 'register': Invalid variable name ${shown}`);
  }
}

function loopOf(entries: ReadonlyMap<string, Raw>, where: Where): LoopSource | undefined {
  const found: LoopSource[] = [];
  for (const [key, value] of entries) {
    if (key === 'loop') found.push({ lookup: 'loop', value });
    if (!key.startsWith('with_')) continue;
    const lookup = key.slice('with_'.length);
    if (!defaultTables.lookups.has(lookup)) throw unknownLoop(key, where);
    if (value === null) throw playError(where, `${key} needs a value: you must specify one`, { exitCode: 1 });
    found.push({ lookup, value });
  }
  if (found.length > 1) throw playError(where, 'duplicate loop in task: one loop or with_… is allowed');
  const loop = found[0];
  return loop === undefined || (loop.lookup === 'loop' && loop.value === null) ? undefined : loop;
}

function unknownLoop(key: string, where: Where): OmnicrmError {
  const known = [...defaultTables.lookups.keys()].map(name => `with_${name}`);
  return playError(where, `'${key}' is not a valid attribute for a Task`, { hint: suggestion(key, known) });
}

function checkMeta({ module, value }: FoundAction, { role }: LoadContext, where: Where): void {
  if (module.name !== 'meta') return;
  const name = asText(value)?.trim() ?? '';
  if (!metaActionNames.has(name))
    throw playError(where, `invalid meta action '${name}'`, { hint: suggestion(name, metaActionNames) });
  if (name === 'end_role' && role === undefined) throw playError(where, "'end_role' has no meaning outside of a role");
}
