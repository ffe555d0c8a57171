/** Which word of a task names its module, and which are neither keyword nor module. */
import { didYouMean } from '../../errors.ts';
import type { Raw } from '../../template/index.ts';
import { shortName } from '../load/find-action.ts';
import { handlerKeywords, taskKeywords } from '../load/keyword-tables.ts';
import { parseKeyValues } from '../load/parse-key-values.ts';
import { asDict, asText, retrust, textEntries } from '../load/tree.ts';
import type { Module } from '../module.ts';
import type { ModuleTable } from '../options.ts';
import type { ScriptTask } from './script.ts';

type TaskWords = Pick<ScriptTask, 'action' | 'actionKey' | 'module' | 'options' | 'optionsIn' | 'strangeWords'>;

export function readTaskWords(entries: ReadonlyMap<string, Raw>, modules: ModuleTable, handler: boolean): TaskWords {
  const keywords = handler ? handlerKeywords : taskKeywords;
  const others = [...entries.keys()].filter(word => !keywords.has(word) && !word.startsWith('with_'));
  const written = entries.has('action') ? 'action' : entries.has('local_action') ? 'local_action' : undefined;
  const actionKey = written ?? likeliest(others, entries, modules);
  if (actionKey === undefined) {
    return {
      action: undefined,
      actionKey,
      module: undefined,
      options: new Map(),
      optionsIn: undefined,
      strangeWords: [],
    };
  }
  const value = entries.get(actionKey) ?? null;
  const action = written === undefined ? actionKey : namedIn(value);
  const module = modules.get(shortName(action));
  const optionsIn = asDict(value) === undefined ? undefined : value;
  const options = optionsOf(value, written === undefined ? '' : action, module, entries.get('args'));
  return { action, actionKey, module, options, optionsIn, strangeWords: others.filter(word => word !== actionKey) };
}

/** The word that is a module; else the one that looks most like a module that is not built in. */
function likeliest(
  words: readonly string[],
  entries: ReadonlyMap<string, Raw>,
  modules: ModuleTable,
): string | undefined {
  return (
    words.find(word => modules.has(shortName(word))) ??
    words.find(word => word.includes('.')) ??
    words.find(word => asDict(entries.get(word)) !== undefined) ??
    words.find(word => didYouMean(word, taskKeywords) === undefined) ??
    words[0]
  );
}

/** `action: uri url=…` or `action: {module: uri, …}`. */
function namedIn(value: Raw): string {
  const dict = asDict(value);
  const text = dict === undefined ? asText(value) : asText(textEntries(dict).get('module'));
  return text?.trim().split(/\s/, 1)[0] ?? '';
}

function optionsOf(value: Raw, before: string, module: Module | undefined, args: Raw | undefined): Map<string, Raw> {
  const options = textEntries(asDict(args) ?? new Map());
  const dict = asDict(value);
  if (dict)
    for (const [name, option] of textEntries(dict)) if (before === '' || name !== 'module') options.set(name, option);
  const text = dict === undefined ? asText(value)?.trim().slice(before.length).trim() : undefined;
  if (text === undefined || text === '') return options;
  for (const [name, option] of textOptions(value, text, module)) options.set(name, option);
  return options;
}

function textOptions(value: Raw, text: string, module: Module | undefined): Map<string, Raw> {
  const found = new Map<string, Raw>();
  try {
    const { options, rest } = parseKeyValues(text, module?.freeForm !== undefined);
    for (const [name, part] of options) found.set(name, retrust(value, part));
    if (rest !== '') found.set(module?.freeForm ?? '_raw_params', retrust(value, options.size === 0 ? text : rest));
  } catch (error) {
    // Quotes that do not close are the loader's to refuse.
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}
