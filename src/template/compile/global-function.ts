import type { CallContext, Keywords, TemplateGlobal } from '../callable.ts';
import { PyObject, type Value } from '../values/types.ts';

const classes: ReadonlySet<string> = new Set(['range', 'dict', 'namespace', 'cycler', 'joiner']);
/** These look at undefined arguments themselves. */
const takingUndefined: ReadonlySet<string> = new Set(['lookup', 'query', 'q', 'undef']);

/** A global function as a value: it can be called, but is never a result. */
export class GlobalFunction extends PyObject {
  readonly typeName: string;
  readonly name: string;
  readonly acceptsUndefined: boolean;
  readonly #entry: Extract<TemplateGlobal, { run: unknown }>;
  readonly #context: CallContext;

  constructor(name: string, entry: Extract<TemplateGlobal, { run: unknown }>, context: CallContext) {
    super();
    this.typeName = classes.has(name) ? 'type' : 'function';
    this.name = name;
    this.acceptsUndefined = takingUndefined.has(name);
    this.#entry = entry;
    this.#context = context;
  }
  text(): string {
    return `<${this.typeName} ${this.name}>`;
  }
  override call(args: readonly Value[], keywords: Keywords): Value {
    return this.#entry.run(args, keywords, this.#context);
  }
}
