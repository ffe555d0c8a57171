import type { Module } from '../module.ts';

/** Ansible's `ping`: gives `data` back, and breaks when that is `crash`. */
export const ping: Module = {
  name: 'ping',
  effect: 'read',
  spec: { data: { type: 'str', default: 'pong' } },
  run: ({ data }) =>
    data === 'crash' ? { changed: false, failed: true, msg: 'Module failed: boom' } : { changed: false, ping: data },
};
