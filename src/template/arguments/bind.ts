import { TemplateError } from '../errors.ts';
import type { Keywords } from '../callable.ts';
import type { Dict, Value } from '../values/types.ts';

/**
 * One declared parameter, as in a Python `def`: a name that must be given, a name with its default, `*name` for all further
 * positional arguments (a list), `**name` for all further keywords (a dict). Names after `*name` are given by keyword only.
 */
export type Parameter = string | readonly [name: string, fallback: Value];

/** `**name` is a dict, `*name` a list, any other a value. */
type BoundOne<P extends Parameter> = P extends `**${string}` ? Dict : P extends `*${string}` ? Value[] : Value;
export type Bound<P extends readonly Parameter[]> = { [K in keyof P]: BoundOne<P[K]> };

/**
 * The values of the declared parameters, in their order. Throws TemplateError `type` for a missing, unknown, repeated or
 * superfluous argument, as CPython refuses such a call.
 */
export function bind<const P extends readonly Parameter[]>(
  parameters: P,
  args: readonly Value[],
  keywords: Keywords,
): Bound<P>;
export function bind(parameters: readonly Parameter[], args: readonly Value[], keywords: Keywords): Value[] {
  const left = keywords.size === 0 ? NONE : new Map(keywords);
  const arrived: Arrived = { args, position: 0, left, keywordOnly: false };
  const bound = parameters.map(parameter => bindOne(parameter, arrived));
  if (arrived.position < args.length) throw new TemplateError('type', `takes no ${args.length} positional arguments`);
  const unknown = arrived.left.keys().next();
  if (!unknown.done) throw new TemplateError('type', `takes no argument named '${unknown.value}'`);
  return bound;
}

/** `bind` for one list of parameters. What most calls are, values for the first parameters and no keywords, needs no search. */
export function binderOf<const P extends readonly Parameter[]>(
  parameters: P,
): (args: readonly Value[], keywords: Keywords) => Bound<P> {
  const fallbacks = parameters.map(parameter => (typeof parameter === 'string' ? undefined : parameter[1]));
  const needed = fallbacks.lastIndexOf(undefined) + 1;
  const takesMore = parameters.some(parameter => typeof parameter === 'string' && parameter.startsWith('*'));
  return (args, keywords) => {
    const usual = !takesMore && keywords.size === 0 && args.length >= needed && args.length <= parameters.length;
    if (!usual) return bind(parameters, args, keywords);
    return fallbacks.map((fallback, i) => (i < args.length ? args[i] : fallback)) as Bound<P>;
  };
}

/** Nothing is ever taken from it. */
const NONE = new Map<string, Value>();

interface Arrived {
  readonly args: readonly Value[];
  position: number;
  left: Map<string, Value>;
  keywordOnly: boolean;
}

function bindOne(parameter: Parameter, arrived: Arrived): Value {
  if (typeof parameter !== 'string') return bindNamed(parameter[0], parameter[1], arrived);
  if (parameter.startsWith('**')) return takeKeywords(arrived);
  if (parameter.startsWith('*')) return takePositionals(arrived);
  return bindNamed(parameter, undefined, arrived);
}

function bindNamed(name: string, fallback: Value | undefined, arrived: Arrived): Value {
  const keyword = arrived.left.get(name);
  if (!arrived.keywordOnly && arrived.position < arrived.args.length) {
    if (keyword !== undefined) throw new TemplateError('type', `got two values for the argument '${name}'`);
    return arrived.args[arrived.position++]!;
  }
  if (keyword !== undefined) {
    arrived.left.delete(name);
    return keyword;
  }
  if (fallback === undefined) throw new TemplateError('type', `misses the argument '${name}'`);
  return fallback;
}

function takePositionals(arrived: Arrived): Value[] {
  const rest = arrived.args.slice(arrived.position);
  arrived.position = arrived.args.length;
  arrived.keywordOnly = true;
  return rest;
}

function takeKeywords(arrived: Arrived): Value {
  const rest = new Map<Value, Value>(arrived.left);
  arrived.left = new Map();
  return rest;
}
