import { TemplateError } from '../errors.ts';
import { PyObject, type Value } from '../values/types.ts';

type Run = (args: readonly Value[], kwargs: ReadonlyMap<string, Value>) => Value;

/** A method of a Python object, as templates meet it: something to call, which no result may hold. */
export class PythonMethod extends PyObject {
  readonly typeName = 'builtin_function_or_method';
  readonly name: string;
  readonly #run: Run;

  constructor(name: string, run: Run) {
    super();
    this.name = name;
    this.#run = run;
  }

  override text(): string {
    return `<built-in method ${this.name}>`;
  }

  override call(args: readonly Value[], kwargs: ReadonlyMap<string, Value>): Value {
    return this.#run(args, kwargs);
  }
}

export type Arguments = readonly [readonly Value[], ReadonlyMap<string, Value>];
export type Members<T> = Readonly<Record<string, (self: T) => Value>>;
export type Methods<T> = Readonly<Record<string, (self: T, args: Arguments) => Value>>;

/** The attribute of that name from tables of plain members and of methods; undefined (JS) when neither has it. */
export function attributeOf<T>(self: T, name: string, members: Members<T>, methods: Methods<T>): Value | undefined {
  if (Object.hasOwn(members, name)) return members[name]!(self);
  if (!Object.hasOwn(methods, name)) return undefined;
  return new PythonMethod(name, (args, kwargs) => methods[name]!(self, [args, kwargs]));
}

/** Argument `index` or keyword `name` as text; `fallback` when it is not given. */
export function textArgument([args, kwargs]: Arguments, index: number, name: string, fallback?: string): string {
  const value = args[index] ?? kwargs.get(name) ?? fallback;
  if (typeof value === 'string') return value;
  throw new TemplateError('type', `argument "${name}" must be text`);
}

/** Argument `index` or keyword `name` as a small integer; `fallback` when it is not given. */
export function intArgument([args, kwargs]: Arguments, index: number, name: string, fallback: number): number {
  const value = args[index] ?? kwargs.get(name) ?? fallback;
  if (typeof value === 'number') return value;
  throw new TemplateError('type', `argument "${name}" must be an integer`);
}
