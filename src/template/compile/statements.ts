import type { Value } from '../values/types.ts';
import type { Statement } from '../syntax/ast.ts';
import { compileAssign } from './assign.ts';
import { compileBlock } from './blocks.ts';
import { compileFilter } from './calls.ts';
import type { Compilation, CompileNode, Of } from './compilation.ts';
import { concat } from './concat.ts';
import { declaredNames, namesOfTarget } from './declared-names.ts';
import { compileFor } from './for-loop.ts';
import type { Evaluate, Execute, Frame } from './frame.ts';
import { compileFrom, compileImport, compileInclude } from './inclusions.ts';
import { compileCallBlock, compileMacro } from './macro.ts';
import { compileTruth } from './operators.ts';
import type { Scope } from './scope.ts';

/** The compiler of each kind of statement. `extends` changes what follows it, so the compiler of lists takes care of it. */
export const statementCompilers: Readonly<Record<Statement['type'], CompileNode<Statement, Execute>>> = {
  text: compileText,
  output: compileOutput,
  if: compileIf,
  for: compileFor,
  set: compileSet,
  set_block: compileSetBlock,
  with: compileWith,
  macro: compileMacro,
  call_block: compileCallBlock,
  filter_block: compileFilterBlock,
  block: compileBlock,
  scope: (node: Of<Statement, 'scope'>, compilation, scope) => compileInner(node.body, compilation, scope.inner()),
  include: compileInclude,
  import: compileImport,
  from: compileFrom,
  extends: () => () => undefined,
};

function compileText({ text }: Of<Statement, 'text'>): Execute {
  return (_frame, out) => void out.push(text);
}

/** A None prints nothing. */
function compileOutput(node: Of<Statement, 'output'>, compilation: Compilation, scope: Scope): Execute {
  const value = compilation.expression(node.value, scope);
  return (frame, out) => {
    const result = value(frame);
    if (result !== null) out.push(result);
  };
}

function compileIf(node: Of<Statement, 'if'>, compilation: Compilation, scope: Scope): Execute {
  const soft = scope.softened();
  const branches = node.branches.map(([test, body]) => ({
    test: compileTruth(test, compilation, soft),
    body: compilation.statements(body, soft),
  }));
  const otherwise = compilation.statements(node.otherwise, soft);
  return (frame, out) => {
    for (const { test, body } of branches) if (test(frame)) return body(frame, out);
    otherwise(frame, out);
  };
}

function compileSet(node: Of<Statement, 'set'>, compilation: Compilation, scope: Scope): Execute {
  const value = compilation.expression(node.value, scope);
  const assign = compileAssign(node.target, scope);
  return frame => assign(frame, value(frame));
}

function compileSetBlock(node: Of<Statement, 'set_block'>, compilation: Compilation, scope: Scope): Execute {
  const body = nodesOf(compileInner(node.body, compilation, scope.inner()));
  const value = node.filter?.type === 'filter' ? compileFilter(node.filter, compilation, scope, body) : body;
  const assign = compileAssign(node.target, scope);
  return frame => assign(frame, value(frame));
}

/** Each value is evaluated outside of the new scope. */
function compileWith(node: Of<Statement, 'with'>, compilation: Compilation, scope: Scope): Execute {
  const inner = scope.inner();
  const values = node.values.map(value => compilation.expression(value, scope));
  for (const name of node.targets.flatMap(namesOfTarget)) inner.declare(name);
  const assigns = node.targets.map(target => compileAssign(target, inner));
  const body = compileInner(node.body, compilation, inner);
  return (frame, out) => {
    const given = values.map(value => value(frame));
    assigns.forEach((assign, i) => assign(frame, given[i]!));
    body(frame, out);
    for (const slot of inner.ownSlots()) frame.slots[slot] = undefined;
  };
}

function compileFilterBlock(node: Of<Statement, 'filter_block'>, compilation: Compilation, scope: Scope): Execute {
  const body = nodesOf(compileInner(node.body, compilation, scope.inner()));
  const value = node.filter.type === 'filter' ? compileFilter(node.filter, compilation, scope, body) : body;
  return (frame, out) => {
    const result = value(frame);
    if (result !== null) out.push(result);
  };
}

/** Statements in a scope of their own: what they set is gone afterwards. */
function compileInner(statements: readonly Statement[], compilation: Compilation, scope: Scope): Execute {
  const inner = scope.inner();
  for (const name of declaredNames(statements)) inner.declare(name);
  const run = compilation.statements(statements, inner);
  const slots = inner.ownSlots();
  return (frame, out) => {
    for (const slot of slots) frame.slots[slot] = undefined;
    run(frame, out);
  };
}

function nodesOf(run: Execute): Evaluate {
  return (frame: Frame) => {
    const out: Value[] = [];
    run(frame, out);
    return concat(out);
  };
}
