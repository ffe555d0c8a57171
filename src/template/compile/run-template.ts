import type { Value } from '../values/types.ts';
import { SelfReference } from './blocks.ts';
import { Frame } from './frame.ts';
import type { Render } from './render.ts';

/** Runs the whole template of a render, its printed values appended to `out`; gives its frame, for what it exports. */
export function runTemplate(render: Render, out: Value[]): Frame {
  const { template, blocks } = render;
  const root = new Frame(render, template.shape.size, undefined);
  for (const [name, body] of template.blocks) blocks.set(name, [...(blocks.get(name) ?? []), { ...body, root }]);
  root.slots[selfSlot] = template.blocks.size > 0 ? new SelfReference(blocks) : undefined;
  template.run(root, out);
  return root;
}

/** Every template keeps its first slot for `self`. */
export const selfSlot = 0;
