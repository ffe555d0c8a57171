import type { Raw } from '../../template/index.ts';
import { shortName } from '../load/find-action.ts';
import { asDict, textEntries } from '../load/tree.ts';
import type { ScriptTask } from './script.ts';
import { around } from './walk.ts';

/** A task's options with those that module_defaults around it give below them, the nearest strongest. */
export function settingsOf(task: ScriptTask): ReadonlyMap<string, Raw> {
  const settings = new Map<string, Raw>();
  for (const { entries } of [task, ...around(task)].toReversed()) {
    for (const [module, defaults] of dictOf(entries.get('module_defaults'))) {
      if (shortName(module) !== task.module?.name) continue;
      for (const [name, value] of dictOf(defaults)) settings.set(name, value);
    }
  }
  for (const [name, value] of task.options) settings.set(name, value);
  return settings;
}

function dictOf(raw: Raw | undefined): ReadonlyMap<string, Raw> {
  return textEntries(asDict(raw) ?? new Map());
}
