import { fail } from '../fail.ts';
import { equals } from '../values/compare.ts';
import { PyObject, Undefined, type Value } from '../values/types.ts';
import { TemplateError } from '../errors.ts';

/** `loop` within a `for`: where the loop stands, from the items all known beforehand. */
export class Loop extends PyObject {
  readonly typeName = 'LoopContext';
  readonly items: readonly Value[];
  readonly depth: number;
  /** Runs the body of a recursive loop over other items; undefined for a plain loop. */
  readonly recurse: ((iterable: Value, depth: number) => Value) | undefined;
  position = 0;
  #last: readonly Value[] | undefined;

  constructor(items: readonly Value[], depth: number, recurse: Loop['recurse']) {
    super();
    this.items = items;
    this.depth = depth;
    this.recurse = recurse;
  }
  text(): string {
    return `<LoopContext ${this.position + 1}/${this.items.length}>`;
  }
  override attribute(name: string): Value | undefined {
    return attributes.get(name)?.(this);
  }
  override length(): number {
    return this.items.length;
  }
  override call([iterable]: readonly Value[]): Value {
    if (!this.recurse) return fail('type', "only a loop marked 'recursive' can be called");
    return iterable === undefined
      ? fail('type', 'loop() needs what to loop over')
      : this.recurse(iterable, this.depth + 1);
  }

  /** Whether the values differ from those of the call before. */
  changed(values: readonly Value[]): boolean {
    const same = this.#last !== undefined && equals([...this.#last], [...values]);
    this.#last = values;
    return !same;
  }
}

const attributes: ReadonlyMap<string, (loop: Loop) => Value> = new Map<string, (loop: Loop) => Value>([
  ['index', loop => loop.position + 1],
  ['index0', loop => loop.position],
  ['revindex', loop => loop.items.length - loop.position],
  ['revindex0', loop => loop.items.length - loop.position - 1],
  ['first', loop => loop.position === 0],
  ['last', loop => loop.position === loop.items.length - 1],
  ['length', loop => loop.items.length],
  ['depth', loop => loop.depth],
  ['depth0', loop => loop.depth - 1],
  ['previtem', loop => neighbour(loop, -1, 'previous')],
  ['nextitem', loop => neighbour(loop, 1, 'next')],
  ['cycle', loop => new LoopMethod(values => cycle(loop, values))],
  ['changed', loop => new LoopMethod(values => loop.changed(values))],
]);

class LoopMethod extends PyObject {
  readonly typeName = 'method';
  readonly run: (values: readonly Value[]) => Value;
  constructor(run: (values: readonly Value[]) => Value) {
    super();
    this.run = run;
  }
  text(): string {
    return '<bound method of loop>';
  }
  override call(values: readonly Value[]): Value {
    return this.run(values);
  }
}

function cycle(loop: Loop, values: readonly Value[]): Value {
  return values.length === 0
    ? fail('type', 'loop.cycle needs at least one value')
    : values[loop.position % values.length]!;
}

function neighbour(loop: Loop, step: number, which: string): Value {
  const item = loop.items[loop.position + step];
  if (item !== undefined) return item;
  return new Undefined(`loop.${which}item`, () => new TemplateError('undefined', `there is no ${which} item`));
}
