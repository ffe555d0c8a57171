import type { Value } from '../values/types.ts';
import type { Render } from './render.ts';

/** The running variables of a template, a macro, a block or one level of a recursive loop: a slot for each, by number. */
export class Frame {
  readonly render: Render;
  readonly slots: (Value | undefined)[];
  /** The frame whose variables are visible from here. */
  readonly parent: Frame | undefined;

  constructor(render: Render, size: number, parent: Frame | undefined) {
    this.render = render;
    this.slots = [];
    for (let slot = 0; slot < size; slot++) this.slots.push(undefined);
    this.parent = parent;
  }
}

/** A compiled expression. */
export type Evaluate = (frame: Frame) => Value;
/** Compiled statements: what they print is appended to `out`, a value for each `{{ }}`. */
export type Execute = (frame: Frame, out: Value[]) => void;
