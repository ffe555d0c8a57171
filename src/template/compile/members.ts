import { findAttribute, findItem, missingText, slice } from '../values/access.ts';
import { asInt } from '../values/integers.ts';
import { dictMethods } from '../values/methods/dict-methods.ts';
import { repr, str } from '../values/text.ts';
import { isPlain } from '../formats/raw-containers.ts';
import { LazyDict, LazyList, Undefined, type Raw, type Value } from '../values/types.ts';
import type { Expression } from '../syntax/ast.ts';
import type { Compilation, Of } from './compilation.ts';
import type { Evaluate, Frame } from './frame.ts';
import { located, undefinedMember, undefinedVariable } from './place.ts';
import type { Scope } from './scope.ts';

type EvaluateRaw = (frame: Frame) => Raw;

/** `value.name`; of a lazy variable only the member that is meant gets rendered. */
export function compileAttribute(node: Of<Expression, 'attribute'>, compilation: Compilation, scope: Scope): Evaluate {
  return settled(rawAttribute(node, compilation, scope));
}

/** `value[key]` and `value.0`. */
export function compileItem(node: Of<Expression, 'item'>, compilation: Compilation, scope: Scope): Evaluate {
  return settled(rawItem(node, compilation, scope));
}

/** `value[a:b:c]` */
export function compileSlice(node: Of<Expression, 'slice'>, compilation: Compilation, scope: Scope): Evaluate {
  const value = compilation.expression(node.value, scope);
  const [start, stop, step] = [0, 1, 2].map(i => node.bounds[i] && compilation.expression(node.bounds[i], scope));
  return frame => {
    const bounds = [start, stop, step].map(bound => bound?.(frame) ?? null);
    try {
      return slice(value(frame), bounds[0]!, bounds[1]!, bounds[2]!);
    } catch (error) {
      throw located(error, frame, node.at);
    }
  };
}

function settled(evaluate: EvaluateRaw): Evaluate {
  return frame => {
    const raw = evaluate(frame);
    return isPlain(raw) ? raw : frame.render.host.resolve(raw);
  };
}

/** The value of a chain of members without rendering more of a variable than the chain touches. */
function compileRaw(node: Expression, compilation: Compilation, scope: Scope): EvaluateRaw {
  if (node.type === 'attribute') return rawAttribute(node, compilation, scope);
  if (node.type === 'item') return rawItem(node, compilation, scope);
  if (node.type !== 'name' || scope.find(node.name).length > 0) return compilation.expression(node, scope);
  const { name, at } = node;
  return frame => {
    const raw = frame.render.raw(name);
    return raw === undefined ? undefinedVariable(frame, at, name) : raw;
  };
}

function rawAttribute(node: Of<Expression, 'attribute'>, compilation: Compilation, scope: Scope): EvaluateRaw {
  const base = compileRaw(node.value, compilation, scope);
  const { name, at } = node;
  const isItem = !dictMethods.has(name);
  return frame => {
    const raw = base(frame);
    if (isItem && raw instanceof LazyDict) return orMissing(raw.entries.get(name), frame, at, node, name, raw);
    const value = isPlain(raw) ? raw : frame.render.host.resolve(raw);
    const found = isItem && value instanceof Map ? value.get(name) : findAttribute(value, name);
    return found === undefined ? orMissing(found, frame, at, node, name, value) : found;
  };
}

function rawItem(node: Of<Expression, 'item'>, compilation: Compilation, scope: Scope): EvaluateRaw {
  const base = compileRaw(node.value, compilation, scope);
  const key = compilation.expression(node.key, scope);
  const { at } = node;
  return frame => {
    const raw = base(frame);
    const wanted = key(frame);
    const lazy = itemOfLazy(raw, wanted);
    if (lazy !== undefined) return lazy;
    const value = isPlain(raw) ? raw : frame.render.host.resolve(raw);
    return orMissing(itemOf(value, wanted, frame, at), frame, at, node, wanted, value);
  };
}

function itemOfLazy(raw: Raw, key: Value): Raw | undefined {
  if (raw instanceof LazyDict && typeof key === 'string') return raw.entries.get(key);
  if (!(raw instanceof LazyList)) return undefined;
  const i = asInt(key);
  return typeof i === 'number' ? raw.items.at(i) : undefined;
}

function itemOf(value: Value, key: Value, frame: Frame, at: number): Value | undefined {
  try {
    return findItem(value, key);
  } catch (error) {
    throw located(error, frame, at);
  }
}

function orMissing(found: Raw | undefined, frame: Frame, at: number, node: Expression, key: Value, value: Raw): Raw {
  if (found !== undefined) return found;
  const shown = isPlain(value) ? value : new Map<Value, Value>();
  const name = pathOf(node) ?? (key instanceof Undefined ? key.name : str(key));
  return undefinedMember(frame, at, name, missingText(shown, key));
}

/** A chain of names and constant keys as it is written: `conf.nope`. */
function pathOf(node: Expression): string | undefined {
  if (node.type === 'name') return node.name;
  if (node.type !== 'attribute' && node.type !== 'item') return undefined;
  const path = pathOf(node.value);
  if (path === undefined) return undefined;
  return node.type === 'attribute' ? `${path}.${node.name}` : pathOfItem(path, node.key);
}

function pathOfItem(path: string, key: Expression): string | undefined {
  return key.type === 'constant' ? `${path}[${repr(key.value)}]` : undefined;
}
