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

/** Argument `index` or keyword `name` as text; `fallback` when it is not given. */
export function textArgument(
  [args, kwargs]: readonly [readonly Value[], ReadonlyMap<string, Value>],
  index: number,
  name: string,
  fallback?: string,
): string {
  const value = args[index] ?? kwargs.get(name) ?? fallback;
  if (typeof value === 'string') return value;
  throw new TemplateError('type', `argument "${name}" must be text`);
}
