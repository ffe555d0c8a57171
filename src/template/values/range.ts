import { fail } from '../fail.ts';
import { index } from './integers.ts';
import { PyObject, type Value } from './types.ts';

/** Python's `range`: never spread out until somebody walks it. It cannot be a template's result. */
export class Range extends PyObject {
  readonly typeName = 'range';
  readonly start: number;
  readonly stop: number;
  readonly step: number;

  constructor(start: number, stop: number, step: number) {
    super();
    if (step === 0) fail('value', 'range() arg 3 must not be zero');
    [this.start, this.stop, this.step] = [start, stop, step];
  }

  /** `range(stop)` or `range(start, stop[, step])`; anything but ints is a TypeError. */
  static of(args: readonly Value[]): Range {
    if (args.length === 0) fail('type', 'range expected at least 1 argument, got 0');
    if (args.length > 3) fail('type', `range expected at most 3 arguments, got ${args.length}`);
    const [first, second, step] = args.map(index);
    return second === undefined ? new Range(0, first!, 1) : new Range(first!, second, step ?? 1);
  }

  text(): string {
    return `range(${this.start}, ${this.stop}${this.step === 1 ? '' : `, ${this.step}`})`;
  }
  override length(): number {
    return Math.max(0, Math.ceil((this.stop - this.start) / this.step));
  }
  override truth(): boolean {
    return this.length() > 0;
  }
  override item(key: Value): Value | undefined {
    if (typeof key !== 'number' && typeof key !== 'boolean') return undefined;
    const i = Number(key) < 0 ? Number(key) + this.length() : Number(key);
    return i >= 0 && i < this.length() ? this.start + i * this.step : undefined;
  }
  override *iterate(): Iterable<Value> {
    const count = this.length();
    for (let i = 0; i < count; i++) yield this.start + i * this.step;
  }
  override contains(item: Value): boolean {
    const n = typeof item === 'boolean' ? Number(item) : item;
    const i = typeof n === 'number' ? (n - this.start) / this.step : NaN;
    return Number.isInteger(i) && i >= 0 && i < this.length();
  }
  override equals(other: Value): boolean {
    if (!(other instanceof Range) || other.length() !== this.length()) return false;
    return this.length() === 0 || (this.start === other.start && (this.length() === 1 || this.step === other.step));
  }
  override attribute(name: string): Value | undefined {
    if (name === 'start') return this.start;
    if (name === 'stop') return this.stop;
    return name === 'step' ? this.step : undefined;
  }
}
