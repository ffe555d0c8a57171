import type { TemplateTables } from '../callable.ts';
import type { Expression, Statement } from '../syntax/ast.ts';
import type { Evaluate, Execute } from './frame.ts';
import type { BlockBody } from './render.ts';
import type { Scope } from './scope.ts';

/** What the compilers of single nodes use: the tables, and how to compile what stands within. */
export interface Compilation {
  readonly tables: TemplateTables;
  /** In a condition a literal that holds a template is rendered, as Ansible does there. */
  readonly rendersConstants: boolean;
  /** The same with `rendersConstants` on. */
  renderingConstants(): Compilation;
  readonly blocks: Map<string, BlockBody>;
  readonly root: Scope;
  expression(node: Expression, scope: Scope): Evaluate;
  /** Statements whose names are declared in `scope` already. */
  statements(list: readonly Statement[], scope: Scope): Execute;
}

/** The member of a union of nodes that has this `type`. */
export type Of<Node, Type> = Node extends { readonly type: infer Types } ? (Type extends Types ? Node : never) : never;

/** The compiler of one kind of node, as tables hold it: a method type lets it take the narrower node. */
export type CompileNode<Node, Compiled> = {
  compile(node: Node, compilation: Compilation, scope: Scope): Compiled;
}['compile'];
