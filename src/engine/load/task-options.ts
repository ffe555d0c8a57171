/** The options of a task: the module's value, written as a mapping, as `k=v` text or as free text, with `args:` beneath. */
import type { Where } from '../../errors.ts';
import { Template, type Raw } from '../../template/index.ts';
import type { Vars } from '../playbook.ts';
import type { FoundAction } from './find-action.ts';
import { parseKeyValues } from './parse-key-values.ts';
import { playError } from './play-error.ts';
import { asDict, asText, kindOf, retrust, textEntries } from './tree.ts';

export interface TaskOptions {
  readonly options: Vars;
  /** A template that gives a whole mapping of options. */
  readonly optionsTemplate: Raw | undefined;
}

/** Works out a task's options; text for a module that takes none is refused. */
export function taskOptions(found: FoundAction, args: Raw | undefined, where: Where): TaskOptions {
  const below = args === undefined || args === null ? undefined : argsOf(args, where);
  const own = valueOptions(found, where);
  const optionsTemplate = below instanceof Template ? below : undefined;
  const options = new Map(below instanceof Template ? [] : below);
  for (const [name, value] of own) options.set(name, value);
  return { options, optionsTemplate };
}

function argsOf(args: Raw, where: Where): ReadonlyMap<string, Raw> | Template {
  if (args instanceof Template) return args;
  const dict = asDict(args);
  if (!dict) throw playError(where, `args must be a dictionary, not ${kindOf(args)}`);
  return textEntries(dict);
}

function valueOptions(found: FoundAction, where: Where): ReadonlyMap<string, Raw> {
  const { value, module, action } = found;
  const dict = asDict(value);
  if (dict) return textEntries(dict);
  if (value === null) return new Map();
  const text = asText(value);
  if (text === undefined) return scalarOption(found, where);
  const { options, rest } = split(text, module.freeForm !== undefined, where);
  const given = new Map<string, Raw>();
  for (const [name, part] of options) given.set(name, retrust(value, part));
  if (rest === '') return given;
  if (module.freeForm === undefined) {
    throw playError(where, `this task '${action}' has extra params: ${rest}`, { hint: 'Write options as key: value' });
  }
  given.set(module.freeForm, options.size === 0 ? trimmed(value, text) : retrust(value, rest));
  return given;
}

function trimmed(value: Raw, text: string): Raw {
  return retrust(value, text.trim());
}

function scalarOption(found: FoundAction, where: Where): ReadonlyMap<string, Raw> {
  const { module, value, action } = found;
  if (module.freeForm !== undefined) return new Map([[module.freeForm, value]]);
  throw playError(where, `unexpected parameter type in action '${action}': ${kindOf(value)}`);
}

function split(text: string, freeText: boolean, where: Where): ReturnType<typeof parseKeyValues> {
  try {
    return parseKeyValues(text, freeText);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw playError(where, `failed at splitting arguments: ${error.message}`, { cause: error });
  }
}
