import { TemplateError } from '../errors.ts';
import { PyObject, Undefined, type Value } from '../values/types.ts';
import type { BlockStatement } from '../syntax/ast.ts';
import type { Compilation } from './compilation.ts';
import { concat } from './concat.ts';
import { declaredNames } from './declared-names.ts';
import { Frame, type Execute } from './frame.ts';
import { failAt } from './place.ts';
import type { BoundBlock } from './render.ts';
import type { Scope } from './scope.ts';

/** `{% block %}`: its body sees the template's top variables only, unless `scoped`; a template that extends may replace it. */
export function compileBlock(node: BlockStatement, compilation: Compilation, scope: Scope): Execute {
  const inner = (node.scoped ? scope : compilation.root).ownFrame();
  const superSlot = inner.declare('super');
  for (const name of declaredNames(node.body)) inner.declare(name);
  const run = compilation.statements(node.body, inner);
  const { name, scoped, required, at } = node;
  compilation.blocks.set(name, { run: withSuper(superSlot, name, run), shape: inner.shape });
  return (frame, out) => {
    const [first, ...others] = frame.render.blocks.get(name) ?? [];
    if (required && others.length === 0)
      throw failAt(frame, at, 'runtime', `the required block '${name}' is not given`);
    if (first)
      first.run(
        new Frame(first.root.render, first.shape.size, scoped && others.length === 0 ? frame : first.root),
        out,
      );
  };
}

/** Gives the body its `super`, which depends on the chain of templates at run time. */
function withSuper(slot: number, name: string, run: Execute): Execute {
  return (frame, out) => {
    const chain = frame.render.blocks.get(name) ?? [];
    const own = chain.findIndex(block => block.root.render.template === frame.render.template);
    frame.slots[slot] = superOf(chain.slice(own + 1), name);
    run(frame, out);
  };
}

function superOf([next]: readonly BoundBlock[], name: string): Value {
  if (next) return new BlockReference(next);
  return new Undefined(name, () => new TemplateError('undefined', `there is no parent block '${name}'`));
}

/** What `super` and `self.name` are: a call renders the block. */
export class BlockReference extends PyObject {
  readonly typeName = 'BlockReference';
  readonly block: BoundBlock;
  constructor(block: BoundBlock) {
    super();
    this.block = block;
  }
  text(): string {
    return '<BlockReference>';
  }
  override call(): Value {
    const { block } = this;
    const out: Value[] = [];
    block.run(new Frame(block.root.render, block.shape.size, block.root), out);
    return concat(out);
  }
}

/** `self`: the blocks of the template by name. */
export class SelfReference extends PyObject {
  readonly typeName = 'TemplateReference';
  readonly blocks: ReadonlyMap<string, readonly BoundBlock[]>;
  constructor(blocks: ReadonlyMap<string, readonly BoundBlock[]>) {
    super();
    this.blocks = blocks;
  }
  text(): string {
    return '<TemplateReference>';
  }
  override attribute(name: string): Value | undefined {
    const [first] = this.blocks.get(name) ?? [];
    return first && new BlockReference(first);
  }
}
