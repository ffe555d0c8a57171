/** Starts a process that carries out some work and kills it (SIGKILL) at a moment. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { World } from '../provisioning/world.ts';
import type { Work } from './work.ts';

const program = fileURLToPath(new URL('./order-process.js', import.meta.url));

/** When to kill: so many milliseconds after the work began, or as soon as a backend has seen its nth call. */
export type Moment = { readonly afterMs: number } | { readonly nthCall: number };

/** Resolves when the process is dead; true when the moment came before the work was done. */
export async function killDuring(world: World, work: Work, moment: Moment): Promise<boolean> {
  const seen = world.lab.journal.seq;
  const child = fork(program, [world.home, JSON.stringify(work)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const died = once(child, 'exit');
  await once(child, 'message');
  let isDone = false;
  child.on('message', () => (isDone = true));
  await waitFor(world, child, moment, seen);
  child.kill('SIGKILL');
  await died;
  return !isDone;
}

async function waitFor(world: World, child: ChildProcess, moment: Moment, seen: number): Promise<void> {
  const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));
  if ('afterMs' in moment) return sleep(moment.afterMs);
  while (world.lab.journal.seq - seen < moment.nthCall && child.exitCode === null) {
    await new Promise(resolve => setImmediate(resolve));
  }
}
