import { fail } from '../fail.ts';
import { asInt, int } from './integers.ts';
import { codePoints, isBmp } from './iterate.ts';
import { Range } from './range.ts';
import { typeName } from './type-name.ts';
import { PyObject, Tuple, Undefined, type Value } from './types.ts';

/** Python's `value[start:stop:step]` of a list, tuple, text or sliceable object; null bounds are left out. */
export function slice(value: Value, start: Value, stop: Value, step: Value): Value {
  if (typeof value === 'string') return sliceText(value, start, stop, step);
  if (Array.isArray(value)) return sliceItems(value, start, stop, step);
  if (value instanceof Tuple) return new Tuple(sliceItems(value.items, start, stop, step));
  if (value instanceof Undefined) return value.silent ? value.raise() : value;
  if (value instanceof Map) fail('type', "unhashable type: 'slice'");
  if (value instanceof Range) return sliceRange(value, start, stop, step);
  const items = value instanceof PyObject ? value.iterate() : undefined;
  return items
    ? sliceItems([...items], start, stop, step)
    : fail('type', `'${typeName(value)}' object is not subscriptable`);
}

/** The code point at an index counted from either end; undefined (JS) outside. */
export function itemOfText(text: string, i: number | bigint | undefined): string | undefined {
  if (typeof i !== 'number') return undefined;
  return isBmp(text) ? text.at(i) : Array.from(text).at(i);
}

/** A part of a text, counted in code points. */
export function sliceText(text: string, start: Value, stop: Value, step: Value): string {
  if ((step === null || step === 1) && isBmp(text)) {
    const [from, to] = bounds(text.length, start, stop, 1);
    return text.slice(from, Math.max(from, to));
  }
  return sliceItems(codePoints(text), start, stop, step).join('');
}

/** A part of a range is a range again. */
function sliceRange(range: Range, start: Value, stop: Value, stepValue: Value): Range {
  const step = stepOf(stepValue);
  const [from, to] = bounds(range.length(), start, stop, step);
  const at = (i: number): bigint => BigInt(range.start) + BigInt(i) * BigInt(range.step);
  return new Range(int(at(from)), int(at(to)), int(BigInt(range.step) * BigInt(step)));
}

function stepOf(value: Value): number {
  const step = sliceIndex(value) ?? 1;
  return step === 0 ? fail('value', 'slice step cannot be zero') : step;
}

function sliceItems<T>(items: readonly T[], start: Value, stop: Value, stepValue: Value): T[] {
  const step = stepOf(stepValue);
  const [from, to] = bounds(items.length, start, stop, step);
  if (step === 1) return items.slice(from, Math.max(from, to));
  const out: T[] = [];
  for (let i = from; step > 0 ? i < to : i > to; i += step) out.push(items[i]!);
  return out;
}

/** First index and the one to stop before, both within the sequence, as CPython clips them. */
function bounds(size: number, start: Value, stop: Value, step: number): readonly [number, number] {
  const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
  const clip = (i: number): number => Math.min(high, Math.max(low, i < 0 ? i + size : i));
  const from = sliceIndex(start);
  const to = sliceIndex(stop);
  return [
    from === undefined ? (step > 0 ? low : high) : clip(from),
    to === undefined ? (step > 0 ? high : low) : clip(to),
  ];
}

function sliceIndex(value: Value): number | undefined {
  if (value === null) return undefined;
  const i = asInt(value);
  if (i === undefined) fail('type', 'slice indices must be integers or None or have an __index__ method');
  return typeof i === 'number' ? i : i > 0n ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
}
