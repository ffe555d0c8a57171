import type { Value } from '../../template/index.ts';

/** A dict whose entries are worked out when they are read. Templates see it as any other dict. */
export class LookedUp extends Map<Value, Value> {
  readonly #find: (name: string) => Value | undefined;
  readonly #names: () => readonly string[];

  constructor(find: (name: string) => Value | undefined, names: () => readonly string[]) {
    super();
    this.#find = find;
    this.#names = names;
  }
  override get size(): number {
    return this.#names().length;
  }
  override get(key: Value): Value | undefined {
    return typeof key === 'string' ? this.#find(key) : undefined;
  }
  override has(key: Value): boolean {
    return this.get(key) !== undefined;
  }
  override *keys(): MapIterator<Value> {
    yield* this.#names();
  }
  override *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }
  override *entries(): MapIterator<[Value, Value]> {
    for (const name of this.#names()) {
      const value = this.#find(name);
      if (value !== undefined) yield [name, value];
    }
  }
  override [Symbol.iterator](): MapIterator<[Value, Value]> {
    return this.entries();
  }
  override forEach(call: (value: Value, key: Value, map: Map<Value, Value>) => void): void {
    for (const [key, value] of this.entries()) call(value, key, this);
  }
}
