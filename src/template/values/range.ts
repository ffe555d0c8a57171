import { fail } from '../fail.ts';
import { asInt, int } from './integers.ts';
import { typeName } from './type-name.ts';
import { Float, PyObject, Undefined, type Value } from './types.ts';

type Int = number | bigint;

/** A longer range is left off before it fills the memory. */
const longestWalk = 4_000_000;

/** Python's `range`: never spread out until somebody walks it. It cannot be a template's result. */
export class Range extends PyObject {
  readonly typeName = 'range';
  readonly start: Int;
  readonly stop: Int;
  readonly step: Int;
  readonly #count: Int;

  constructor(start: Int, stop: Int, step: Int) {
    super();
    if (Number(step) === 0) fail('value', 'range() arg 3 must not be zero');
    [this.start, this.stop, this.step] = [start, stop, step];
    this.#count = countOf(start, stop, step);
  }

  /** `range(stop)` or `range(start, stop[, step])`; anything but ints is a TypeError. */
  static of(args: readonly Value[]): Range {
    if (args.length === 0) fail('type', 'range expected at least 1 argument, got 0');
    if (args.length > 3) fail('type', `range expected at most 3 arguments, got ${args.length}`);
    const [first, second, step] = args.map(bound);
    return second === undefined ? new Range(0, first!, 1) : new Range(first!, second, step ?? 1);
  }

  text(): string {
    return `range(${this.start}, ${this.stop}${Number(this.step) === 1 ? '' : `, ${this.step}`})`;
  }
  override length(): number {
    return typeof this.#count === 'number' ? this.#count : fail('overflow', 'the range is too long to be counted');
  }
  override truth(): boolean {
    return this.#count > 0;
  }
  override item(key: Value): Value | undefined {
    const i = asInt(key);
    if (i === undefined) return undefined;
    const place = i < 0 ? int(BigInt(i) + BigInt(this.#count)) : i;
    return place >= 0 && place < this.#count ? this.#at(place) : undefined;
  }
  override *iterate(): Iterable<Value> {
    for (let i = 0; i < this.#count; i++) {
      if (i === longestWalk) fail('overflow', 'the range is too long to be gone through');
      yield this.#at(i);
    }
  }
  override contains(item: Value): boolean {
    if (item instanceof Undefined) item.raise();
    const n = asInt(item instanceof Float && Number.isInteger(item.value) ? int(BigInt(item.value)) : item);
    if (n === undefined) return false;
    const distance = BigInt(n) - BigInt(this.start);
    const i = distance / BigInt(this.step);
    return i * BigInt(this.step) === distance && i >= 0n && i < BigInt(this.#count);
  }
  override equals(other: Value): boolean {
    if (!(other instanceof Range) || other.#count !== this.#count) return false;
    if (Number(this.#count) === 0) return true;
    return this.start === other.start && (Number(this.#count) === 1 || this.step === other.step);
  }
  override attribute(name: string): Value | undefined {
    if (name === 'start') return this.start;
    if (name === 'stop') return this.stop;
    return name === 'step' ? this.step : undefined;
  }

  #at(i: Int): Int {
    const { start, step } = this;
    if (typeof start === 'number' && typeof step === 'number' && typeof i === 'number') {
      const item = start + i * step;
      if (Number.isSafeInteger(item)) return item;
    }
    return int(BigInt(start) + BigInt(i) * BigInt(step));
  }
}

function countOf(start: Int, stop: Int, step: Int): Int {
  const [distance, width] = [BigInt(stop) - BigInt(start), BigInt(step)];
  const count = (distance + (width > 0n ? width - 1n : width + 1n)) / width;
  return distance === 0n || distance < 0n !== width < 0n ? 0 : int(count);
}

function bound(value: Value): Int {
  return asInt(value) ?? fail('type', `'${typeName(value)}' object cannot be interpreted as an integer`);
}
