import { str } from '../../template/index.ts';
import type { Module } from '../module.ts';
import { engineOf } from './engine-of.ts';

/** Waits for seconds or minutes. Without either it would wait for somebody at a terminal: it goes on at once. */
export const pause: Module = {
  name: 'pause',
  effect: 'read',
  spec: {
    seconds: { type: 'int' },
    minutes: { type: 'int' },
    prompt: { type: 'str' },
    echo: { type: 'bool', default: true },
  },
  rules: { mutuallyExclusive: [['seconds', 'minutes']] },
  async run(args, context) {
    const { seconds, minutes } = args;
    const unit = (minutes ?? null) === null ? 'seconds' : 'minutes';
    const told = (minutes ?? null) === null ? (seconds ?? null) : (minutes ?? null);
    // Ansible waits a second for zero.
    const wait = told === null ? 0 : Math.max(1, Number(told) * (unit === 'minutes' ? 60 : 1));
    const start = context.clock();
    await engineOf(context).sleep(wait * 1000);
    if (context.signal.aborted) return { failed: true, changed: false, msg: 'the pause was ended by a signal' };
    const stop = context.clock();
    const delta = Math.trunc((stop.getTime() - start.getTime()) / 1000);
    const paused = unit === 'minutes' ? Math.round((wait / 60) * 100) / 100 : wait;
    return {
      changed: false,
      rc: 0,
      stderr: '',
      stdout: `Paused for ${str(paused)} ${unit}`,
      start: stamp(start),
      stop: stamp(stop),
      delta,
      echo: args['echo'] ?? true,
      user_input: '',
    };
  },
};

function stamp(date: Date): string {
  return date.toISOString().replace('T', ' ').replace('Z', '000');
}
