import { iterate } from '../values/iterate.ts';
import type { Value } from '../values/types.ts';
import type { ForStatement } from '../syntax/ast.ts';
import { compileAssign } from './assign.ts';
import type { Compilation } from './compilation.ts';
import { concat } from './concat.ts';
import { declaredNames, namesOfTarget } from './declared-names.ts';
import { Frame, type Evaluate, type Execute } from './frame.ts';
import { Loop } from './loop-object.ts';
import { compileTruth } from './operators.ts';
import { located } from './place.ts';
import type { Scope } from './scope.ts';

/** The compiled parts of a loop's body. */
interface Body {
  readonly loopSlot: number;
  readonly assign: (frame: Frame, value: Value) => void;
  readonly keeps: ((frame: Frame) => boolean) | undefined;
  readonly run: Execute;
  readonly otherwise: Execute;
  /** Slots that every turn finds empty: what a turn sets is gone at the next. */
  readonly fresh: readonly number[];
  /** Slots that nobody outside finds filled. */
  readonly own: readonly number[];
  readonly scope: Scope;
  readonly at: number;
}

/** `{% for %}`: what the body sets is lost outside; with `recursive` every level has a frame of its own. */
export function compileFor(node: ForStatement, compilation: Compilation, scope: Scope): Execute {
  const iterable = compilation.expression(node.iterable, scope);
  const inner = node.recursive ? scope.ownFrame() : scope.inner();
  const body = compileBody(node, compilation, inner);
  if (node.recursive) return recursiveLoop(iterable, body);
  return (frame, out) => runLoop(body, iterable(frame), frame, out, 1, undefined);
}

function compileBody(node: ForStatement, compilation: Compilation, scope: Scope): Body {
  for (const name of namesOfTarget(node.target)) scope.declare(name);
  const assign = compileAssign(node.target, scope);
  const keeps = node.filter && compileTruth(node.filter, compilation, scope);
  const loopSlot = scope.declare('loop');
  const otherwise = scope.inner();
  const inner = scope.inner();
  for (const name of declaredNames(node.body)) inner.declare(name);
  const run = compilation.statements(node.body, inner);
  for (const name of declaredNames(node.otherwise)) otherwise.declare(name);
  return {
    loopSlot,
    assign,
    keeps,
    run,
    otherwise: compilation.statements(node.otherwise, otherwise),
    fresh: inner.ownSlots(),
    own: scope.ownSlots().filter(slot => slot !== loopSlot),
    scope,
    at: node.iterable.at,
  };
}

function runLoop(
  body: Body,
  iterable: Value,
  frame: Frame,
  out: Value[],
  depth: number,
  recurse: Loop['recurse'],
): void {
  const before = frame.slots[body.loopSlot];
  const items = keptItems(body, iterable, frame);
  const loop = new Loop(items, depth, recurse);
  frame.slots[body.loopSlot] = loop;
  for (const item of items) {
    for (const slot of body.fresh) frame.slots[slot] = undefined;
    body.assign(frame, item);
    body.run(frame, out);
    loop.position++;
  }
  frame.slots[body.loopSlot] = before;
  for (const slot of body.own) frame.slots[slot] = undefined;
  if (items.length === 0) body.otherwise(frame, out);
}

function keptItems({ keeps, assign, at }: Body, iterable: Value, frame: Frame): readonly Value[] {
  const all = walk(iterable, frame, at);
  if (!keeps) return all;
  return all.filter(item => {
    assign(frame, item);
    return keeps(frame);
  });
}

function walk(iterable: Value, frame: Frame, at: number): readonly Value[] {
  try {
    return [...iterate(iterable)];
  } catch (error) {
    throw located(error, frame, at);
  }
}

function recursiveLoop(iterable: Evaluate, body: Body): Execute {
  const level = (parent: Frame, items: Value, depth: number, out: Value[]): void => {
    const frame = new Frame(parent.render, body.scope.shape.size, parent);
    runLoop(body, items, frame, out, depth, (inner, innerDepth) =>
      collected(nodes => level(parent, inner, innerDepth, nodes)),
    );
  };
  return (frame, out) => level(frame, iterable(frame), 1, out);
}

function collected(run: (out: Value[]) => void): Value {
  const nodes: Value[] = [];
  run(nodes);
  return concat(nodes);
}
