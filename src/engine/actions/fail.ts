import type { Module } from '../module.ts';

/** Fails with a message of any type. */
export const fail: Module = {
  name: 'fail',
  spec: { msg: { type: 'raw', default: 'Failed as requested from task' } },
  run: args => ({ failed: true, changed: false, msg: args['msg'] }),
};
