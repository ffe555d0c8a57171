/** Which module a task names: one key that is no keyword, or `action:` / `local_action:`. */
import type { Where } from '../../errors.ts';
import type { Raw } from '../../template/index.ts';
import type { Module } from '../module.ts';
import type { ModuleTable } from '../options.ts';
import { suggestion } from './check-keywords.ts';
import { taskKeywords } from './keyword-tables.ts';
import { playError } from './play-error.ts';
import { asDict, asText, dictOfRaw, retrust, textEntries } from './tree.ts';

export interface FoundAction {
  readonly action: string;
  readonly module: Module;
  readonly value: Raw;
  /** `local_action` delegates to localhost. */
  readonly local: boolean;
}

/** The table's name of a module: `ansible.builtin.uri` and `ansible.legacy.uri` are `uri`. */
export function shortName(action: string): string {
  return action.replace(/^ansible\.(builtin|legacy)\./, '');
}

/** Finds the module of a task among the words that are no keywords. */
export function findAction(
  entries: ReadonlyMap<string, Raw>,
  others: readonly string[],
  modules: ModuleTable,
  where: Where,
  whereOfKey: (key: string) => Where = () => where,
): FoundAction {
  const written = entries.get('action') ?? entries.get('local_action');
  if (written !== undefined && written !== null) return namedAction(written, entries, others, modules, where);
  const known = others.filter(name => modules.has(shortName(name)));
  if (others.length > 1) {
    const strange = others.find(name => !known.includes(name));
    const near = strange === undefined ? undefined : suggestion(strange, taskKeywords);
    const hint =
      strange === undefined
        ? undefined
        : `'${strange}' is no keyword of a task and no module here. ${near ?? ''}`.trim();
    throw playError(
      strange === undefined ? where : whereOfKey(strange),
      `conflicting action statements: ${others.join(', ')}`,
      { hint },
    );
  }
  const action = others[0];
  if (action === undefined) throw playError(where, 'no module/action detected in task');
  return {
    action,
    module: resolve(action, modules, whereOfKey(action)),
    value: entries.get(action) ?? null,
    local: false,
  };
}

function resolve(action: string, modules: ModuleTable, where: Where): Module {
  if (shortName(action) === 'include') {
    const message = "unknown module/action 'include': it has been removed from Ansible";
    throw playError(where, message, { hint: 'Use include_tasks or import_tasks', exitCode: 1 });
  }
  const module = modules.get(shortName(action));
  if (module) return module;
  throw playError(where, `couldn't resolve module/action '${action}'`, {
    hint: suggestion(shortName(action), modules.keys()) ?? `It is not built in; ${packageHint(action)}`,
  });
}

function packageHint(action: string): string {
  const collection = action.split('.').slice(0, -1).join('.');
  const brings =
    collection === '' ? 'ansible-core brings it if it is one of its own' : `the collection ${collection} brings it`;
  const install = collection === '' ? 'pip install ansible-core' : `ansible-galaxy collection install ${collection}`;
  return `${brings}: ${install}. An installed ansible runs such tasks`;
}

function namedAction(
  written: Raw,
  entries: ReadonlyMap<string, Raw>,
  others: readonly string[],
  modules: ModuleTable,
  where: Where,
): FoundAction {
  if (others.length > 0) throw playError(where, `conflicting action statements: action, ${others.join(', ')}`);
  const local = entries.has('local_action');
  const dict = asDict(written);
  if (dict) {
    const options = textEntries(dict);
    const action = asText(options.get('module')) ?? '';
    options.delete('module');
    return { action, module: resolve(action, modules, where), value: dictOfRaw(options), local };
  }
  const text = asText(written)?.trim() ?? '';
  const [action = ''] = text.split(/\s/, 1);
  const module = resolve(action, modules, where);
  return { action, module, value: restOf(written, text.slice(action.length).trim()), local };
}

/** What follows the module in `action: module text`. */
function restOf(raw: Raw, text: string): Raw {
  return text === '' ? null : retrust(raw, text);
}
