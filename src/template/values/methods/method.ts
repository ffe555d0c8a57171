import { fail } from '../../fail.ts';
import { PyObject, type Value } from '../types.ts';

type Given = readonly (Value | undefined)[];
export type Keywords = ReadonlyMap<string, Value>;

/** A method of a Python type: the names of its parameters in order, and what it does with them (absent ones undefined). */
export interface Method<Self> {
  readonly names: readonly string[];
  readonly required: number;
  /** Whether parameters may be given by name; most of CPython's own methods refuse. */
  readonly byName: boolean;
  run(self: Self, given: Given): Value;
}

/** A method whose arguments CPython takes by position only. `names` ending in `?` may be left out. */
export function method<Self>(names: string, run: (self: Self, given: Given) => Value): Method<Self> {
  const list = names === '' ? [] : names.split(' ');
  const required = list.filter(name => !name.endsWith('?')).length;
  return { names: list.map(name => name.replace('?', '')), required, byName: false, run };
}

/** A method whose arguments may also be given by name. */
export function named<Self>(names: string, run: (self: Self, given: Given) => Value): Method<Self> {
  return { ...method(names, run), byName: true };
}

/** A method together with its value, ready to be called. It cannot be a template's result. */
export class BoundMethod extends PyObject {
  readonly typeName = 'builtin_function_or_method';
  readonly name: string;
  readonly run: (args: readonly Value[], keywords: Keywords) => Value;

  constructor(name: string, run: (args: readonly Value[], keywords: Keywords) => Value) {
    super();
    this.name = name;
    this.run = run;
  }
  text(): string {
    return `<built-in method ${this.name}>`;
  }
  override call(args: readonly Value[], keywords: Keywords): Value {
    return this.run(args, keywords);
  }
}

/** Binds `entry` to its value; wrong numbers or names of arguments are a TypeError. */
export function bind<Self>(name: string, entry: Method<Self>, self: Self): BoundMethod {
  return new BoundMethod(name, (args, keywords) => entry.run(self, match(name, entry, args, keywords)));
}

function match<Self>(name: string, entry: Method<Self>, args: readonly Value[], keywords: Keywords): Given {
  if (args.length > entry.names.length) return wrongCount(name, entry, args.length);
  if (keywords.size === 0 && args.length >= entry.required) return args;
  if (keywords.size > 0 && !entry.byName) return fail('type', `${name}() takes no keyword arguments`);
  const given = entry.names.map((parameter, i) => (i < args.length ? args[i] : keywords.get(parameter)));
  for (const key of keywords.keys()) {
    const at = entry.names.indexOf(key);
    if (at < args.length) fail('type', `${name}() got an unexpected keyword argument '${key}'`);
  }
  const count = given.filter(value => value !== undefined).length;
  return given.slice(0, entry.required).includes(undefined) ? wrongCount(name, entry, count) : given;
}

function wrongCount<Self>(name: string, entry: Method<Self>, count: number): never {
  const [least, most] = [entry.required, entry.names.length];
  const wanted = least === most ? `${most}` : `${least} to ${most}`;
  fail('type', `${name}() takes ${most === 0 ? 'no' : wanted} arguments (${count} given)`);
}
