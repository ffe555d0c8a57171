import type { TemplateTables } from '../callable.ts';
import type { Expression, Statement } from '../syntax/ast.ts';
import type { Value } from '../values/types.ts';
import { compileCall, compileFilter, compileTest } from './calls.ts';
import type { Compilation, CompileNode, Of } from './compilation.ts';
import { declaredNames } from './declared-names.ts';
import type { Evaluate, Execute, Frame } from './frame.ts';
import { compileExtends, runParent } from './inclusions.ts';
import { compileConstant, compileDict, compileList, compileTuple } from './literals.ts';
import { compileAttribute, compileItem, compileSlice } from './members.ts';
import { compileName } from './names.ts';
import {
  compileAnd,
  compileBinary,
  compileCompare,
  compileConcat,
  compileCondition,
  compileNot,
  compileOr,
  compileSign,
} from './operators.ts';
import type { BlockBody, CompiledTemplate } from './render.ts';
import { Scope } from './scope.ts';
import { statementCompilers } from './statements.ts';

const expressionCompilers: Readonly<Record<Expression['type'], CompileNode<Expression, Evaluate>>> = {
  constant: compileConstant,
  name: ({ name, at }: Of<Expression, 'name'>, _compilation, scope) => compileName(name, at, scope),
  list: compileList,
  tuple: compileTuple,
  dict: compileDict,
  attribute: compileAttribute,
  item: compileItem,
  slice: compileSlice,
  call: compileCall,
  filter: (node: Of<Expression, 'filter'>, compilation, scope) => compileFilter(node, compilation, scope),
  test: compileTest,
  not: compileNot,
  negate: compileSign,
  positive: compileSign,
  binary: compileBinary,
  and: compileAnd,
  or: compileOr,
  concat: compileConcat,
  compare: compileCompare,
  condition: compileCondition,
};

/** Compiles a tree to closures. Unknown filters and tests are refused here, with the offset where they stand. */
export function compileTemplate(
  source: string,
  statements: readonly Statement[],
  tables: TemplateTables,
): Omit<CompiledTemplate, 'skippedLines'> {
  const root = new Scope({ size: 0 }, undefined);
  root.declare('self');
  const names = declaredNames(statements);
  for (const name of names) root.declare(name);
  const compiler = new Compiler(tables, root, false);
  const run = compiler.statements(statements, root);
  return {
    source,
    shape: root.shape,
    run,
    single: compiler.single(statements),
    blocks: compiler.blocks,
    exports: new Map(names.map(name => [name, root.slotOf(name)])),
    mutates: mutating.test(source),
    endingNewlines: 0,
  };
}

/** Compiles a bare expression; in a condition, literals that hold templates are rendered. */
export function compileExpression(
  source: string,
  node: Expression,
  tables: TemplateTables,
  isCondition: boolean,
): CompiledTemplate {
  const root = new Scope({ size: 0 }, undefined);
  root.declare('self');
  const single = new Compiler(tables, root, isCondition).expression(node, root);
  const run: Execute = (frame, out) => void out.push(single(frame));
  const nothing = { blocks: new Map(), exports: new Map(), skippedLines: 0, endingNewlines: 0 };
  return { source, shape: root.shape, run, single, mutates: mutating.test(source), ...nothing };
}

/** Methods that change their list or dict; the word alone is enough to work on copies. */
const mutating = /\b(?:append|clear|extend|insert|pop|popitem|remove|reverse|setdefault|sort|update)\b\s*\(|\battr\b/;

class Compiler implements Compilation {
  readonly tables: TemplateTables;
  readonly root: Scope;
  readonly rendersConstants: boolean;
  readonly blocks: Map<string, BlockBody>;

  constructor(tables: TemplateTables, root: Scope, rendersConstants: boolean, blocks = new Map<string, BlockBody>()) {
    this.tables = tables;
    this.root = root;
    this.rendersConstants = rendersConstants;
    this.blocks = blocks;
  }

  renderingConstants(): Compilation {
    return new Compiler(this.tables, this.root, true, this.blocks);
  }

  expression(node: Expression, scope: Scope): Evaluate {
    return expressionCompilers[node.type](node, this, scope);
  }

  statements(list: readonly Statement[], scope: Scope): Execute {
    const at = list.findIndex(({ type }) => type === 'extends');
    const node = list[at];
    if (node?.type !== 'extends') return inOrder(list.map(statement => this.#statement(statement, scope)));
    const before = this.statements(list.slice(0, at), scope);
    const parent = compileExtends(node, this, scope);
    const after = this.statements(list.slice(at + 1), scope);
    return (frame, out) => {
      before(frame, out);
      const template = parent(frame);
      after(frame, []);
      runParent(template, frame, out);
    };
  }

  /** A template of one `{{ }}` needs no list of nodes. */
  single(statements: readonly Statement[]): Evaluate | undefined {
    const [only, ...others] = statements;
    return only?.type === 'output' && others.length === 0 ? this.expression(only.value, this.root) : undefined;
  }

  #statement(node: Statement, scope: Scope): Execute {
    return statementCompilers[node.type](node, this, scope);
  }
}

function inOrder(list: readonly Execute[]): Execute {
  if (list.length === 1) return list[0]!;
  return (frame: Frame, out: Value[]) => {
    for (const run of list) run(frame, out);
  };
}
