import { PyObject, type Value } from '../values/types.ts';

/** A function that a template can call but not keep as a result. */
export class NativeFunction extends PyObject {
  readonly typeName = 'function';
  readonly name: string;
  readonly body: (args: readonly Value[], keywords: ReadonlyMap<string, Value>) => Value;

  constructor(name: string, body: NativeFunction['body']) {
    super();
    this.name = name;
    this.body = body;
  }
  text(): string {
    return `<function ${this.name}>`;
  }
  override call(args: readonly Value[], keywords: ReadonlyMap<string, Value>): Value {
    return this.body(args, keywords);
  }
}
