/** The options of a task, rendered: its own over `args: "{{ … }}"` over module_defaults. */
import { OMIT, str, type Raw, type Value } from '../../template/index.ts';
import { shortName } from '../load/find-action.ts';
import { asDict, isLazy, textEntries } from '../load/tree.ts';
import { messageOf } from './results.ts';
import { keywordValue } from './read-keyword.ts';
import type { ItemRun } from './task-run.ts';

/** Options by name; those whose value is `omit` are left out. Options the module wants raw are not rendered. */
export function renderOptions(run: ItemRun): Map<string, Value> {
  const given = new Map<string, Value>();
  for (const [name, raw] of defaultsOf(run)) setRendered(given, name, raw, run);
  if (run.task.optionsTemplate !== undefined) {
    const whole = keywordValue('args', run.task.optionsTemplate, run.templar);
    if (whole instanceof Map) for (const [name, value] of whole) given.set(str(name), value);
  }
  for (const [name, raw] of run.task.options) setRendered(given, name, raw, run);
  return given;
}

function setRendered(given: Map<string, Value>, name: string, raw: Raw, run: ItemRun): void {
  if (run.task.module.rawOptions?.includes(name)) return void given.set(name, null);
  const value = isLazy(raw) ? rendered(name, raw, run) : raw;
  if (value === OMIT) given.delete(name);
  else given.set(name, value);
}

function rendered(name: string, raw: Raw, run: ItemRun): Value {
  try {
    return run.templar.render(raw);
  } catch (error) {
    throw new Error(`option '${name}' of ${run.task.action} cannot be rendered: ${messageOf(error)}`, { cause: error });
  }
}

/** The entries of module_defaults that are meant for this module, the innermost level that names it. */
function defaultsOf(run: ItemRun): Map<string, Raw> {
  let defaults = new Map<string, Raw>();
  const name = shortName(run.task.action);
  for (const level of run.keywords.moduleDefaults) {
    const dict = asDict(level) ?? asDict(keywordValue('module_defaults', level, run.templar));
    for (const [key, value] of textEntries(dict ?? new Map())) {
      if (shortName(key) !== name) continue;
      const options = asDict(value) ?? asDict(keywordValue('module_defaults', value, run.templar));
      defaults = textEntries(options ?? new Map());
    }
  }
  return defaults;
}
