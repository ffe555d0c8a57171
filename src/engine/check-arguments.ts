/** Checks what a task gave a module against the module's argument spec, as Ansible does. */
import { equals, str, type Value } from '../template/index.ts';
import { brokenRule } from './arguments/argument-rules.ts';
import { ConversionError, convertArgument } from './arguments/convert-argument.ts';
import type { ArgumentOption, ArgumentSpec, Module, ModuleArguments } from './module.ts';

/** Why arguments were refused, in one sentence for the task's `msg`. */
export class ArgumentProblem {
  readonly problem: string;
  constructor(problem: string) {
    this.problem = problem;
  }
}

export function isArgumentProblem(checked: ModuleArguments | ArgumentProblem): checked is ArgumentProblem {
  return checked instanceof ArgumentProblem;
}

type Checked = Pick<Module, 'name' | 'spec' | 'rules' | 'anyOption'>;

/** Each declared option converted to its type, null where it was not given and has no default; or what is wrong. */
export function checkArguments(module: Checked, given: ReadonlyMap<string, Value>): ModuleArguments | ArgumentProblem {
  try {
    return checkOptions(module, given, '');
  } catch (error) {
    if (error instanceof ArgumentProblem) return error;
    throw error;
  }
}

function checkOptions(module: Checked, given: ReadonlyMap<string, Value>, within: string): ModuleArguments {
  const { spec, rules } = module;
  const { names, required, defaults } = summaryOf(spec);
  const named = canonical(spec, given);
  const strange = [...named.keys()].filter(name => !(name in spec));
  if (strange.length > 0 && module.anyOption !== true) throw new ArgumentProblem(unsupported(module, strange, within));
  const missing = required.filter(name => !named.has(name));
  if (missing.length > 0)
    throw new ArgumentProblem(`missing required arguments: ${missing.join(', ')}${found(within)}`);
  const broken = rules === undefined ? undefined : brokenRule(rules, named);
  if (broken !== undefined) throw new ArgumentProblem(broken + found(within));
  const args = { ...defaults };
  for (const name of names) if (named.has(name)) args[name] = argument(name, spec[name]!, named.get(name)!, within);
  for (const name of strange) args[name] = named.get(name)!;
  return args;
}

interface SpecSummary {
  readonly names: readonly string[];
  readonly required: readonly string[];
  readonly defaults: Readonly<Record<string, Value>>;
}

const summaries = new WeakMap<ArgumentSpec, SpecSummary>();

/** What a spec, which never changes, says of options that are not given; worked out once. */
function summaryOf(spec: ArgumentSpec): SpecSummary {
  const known = summaries.get(spec);
  if (known !== undefined) return known;
  const options = Object.entries(spec);
  const required = options.filter(([, option]) => option.required === true).map(([name]) => name);
  const defaults = Object.fromEntries(options.map(([name, option]) => [name, option.default ?? null]));
  const summary = { names: Object.keys(spec), required, defaults };
  summaries.set(spec, summary);
  return summary;
}

function found(within: string): string {
  return within === '' ? '' : ` found in ${within}`;
}

function unsupported({ name, spec }: Checked, strange: readonly string[], within: string): string {
  const known = Object.entries(spec).map(([option, { aliases }]) =>
    aliases ? `${option} (${aliases.join(', ')})` : option,
  );
  const place = within === '' ? '' : `${within}.`;
  const listed = strange
    .map(option => place + option)
    .toSorted()
    .join(', ');
  return `Unsupported parameters for (${name}) module: ${listed}. Supported parameters include: ${known.toSorted().join(', ')}.`;
}

/** Options under their own names, whatever alias was written. */
function canonical(spec: ArgumentSpec, given: ReadonlyMap<string, Value>): Map<string, Value> {
  const named = new Map<string, Value>();
  for (const [name, value] of given) {
    const own = name in spec ? name : Object.keys(spec).find(option => spec[option]!.aliases?.includes(name));
    named.set(own ?? name, value);
  }
  return named;
}

function argument(name: string, option: ArgumentOption, value: Value, within: string): Value {
  if (value === null) return null;
  const converted = converts(name, option, value, within);
  checkChoices(name, option, converted, within);
  return option.options === undefined ? converted : nested(name, option.options, converted, within);
}

function converts(name: string, option: ArgumentOption, value: Value, within: string): Value {
  try {
    const converted = convertArgument(value, option.type ?? 'str');
    const chosen = option.choices === undefined ? converted : yesOrNo(converted, option.choices);
    if (!Array.isArray(chosen) || option.elements === undefined) return chosen;
    return chosen.map(item => convertArgument(item, option.elements!));
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    throw new ArgumentProblem(
      `argument '${name}'${found(within)} is of type ${error.from} and we were unable to convert to ${error.to}: ${error.message}`,
    );
  }
}

/** YAML's bare `no` for a choice that is spelt so: False becomes the one choice that means it. */
function yesOrNo(value: Value, choices: readonly Value[]): Value {
  if (choices.some(choice => equals(choice, value))) return value;
  const words =
    value === 'False'
      ? ['no', 'off', 'false', 'n', 'f', '0']
      : value === 'True'
        ? ['yes', 'on', 'true', 'y', 't', '1']
        : [];
  const meant = choices.filter(choice => typeof choice === 'string' && words.includes(choice));
  return meant.length === 1 ? meant[0]! : value;
}

function checkChoices(name: string, { choices }: ArgumentOption, value: Value, within: string): void {
  if (choices === undefined) return;
  const strange = (Array.isArray(value) ? value : [value]).filter(
    item => !choices.some(choice => equals(choice, item)),
  );
  if (strange.length === 0) return;
  const wanted = choices.map(choice => str(choice)).join(', ');
  throw new ArgumentProblem(
    `value of ${name} must be one of: ${wanted}, got: ${strange.map(str).join(', ')}${found(within)}`,
  );
}

/** Options within an option: a dict, or each dict of a list. */
function nested(name: string, spec: ArgumentSpec, value: Value, within: string): Value {
  const place = within === '' ? name : `${within} -> ${name}`;
  if (Array.isArray(value)) return value.map(item => nested(name, spec, item, within));
  if (!(value instanceof Map)) return value;
  const given = new Map([...value].map(([key, item]) => [str(key), item]));
  return new Map<Value, Value>(Object.entries(checkOptions({ name, spec }, given, place)));
}
