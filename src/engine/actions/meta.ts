import type { Module } from '../module.ts';

/** Named here so that it loads as other modules do; the engine runs it itself. */
export const meta: Module = {
  name: 'meta',
  spec: { free_form: { type: 'str' } },
  freeForm: 'free_form',
  run: () => ({ changed: false }),
};
