/** Processes that carry out some work and are killed (SIGKILL) at a moment. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { World } from '../provisioning/world.ts';
import type { Work } from './work.ts';

const program = fileURLToPath(new URL('./order-process.js', import.meta.url));

/** When to kill: so many milliseconds after the run's backends have answered so many calls; 0: after it was accepted. */
export interface Moment {
  readonly calls: number;
  readonly afterMs: number;
}

/** The next process is started while the one before it works: opening the app costs no time of the test. */
export class Victims {
  readonly #world: World;
  #next: Promise<ChildProcess>;

  constructor(world: World) {
    this.#world = world;
    this.#next = start(world);
  }

  /** Resolves when the process is dead; true when the moment came before the work was done. */
  async killDuring(work: Work, moment: Moment): Promise<boolean> {
    const child = await this.#take();
    const heard = new Set<unknown>();
    child.on('message', word => heard.add(word));
    const seen = this.#world.lab.journal.seq;
    const hasCome = (): boolean => heard.has('begun') && this.#world.lab.journal.seq - seen >= moment.calls;
    const isOver = (): boolean => heard.has('done') || child.exitCode !== null;
    child.send(work);
    await until(() => hasCome() || isOver());
    const come = performance.now();
    await until(() => performance.now() - come >= moment.afterMs || isOver());
    await kill(child);
    if (child.exitCode !== null && !heard.has('done')) throw new Error(`it ended by itself: ${JSON.stringify(work)}`);
    // A call that was under way reaches its backend all the same.
    await this.#world.lab.waitIdle();
    return !heard.has('done');
  }

  async close(): Promise<void> {
    await kill(await this.#next);
  }

  #take(): Promise<ChildProcess> {
    const taken = this.#next;
    this.#next = taken.then(() => start(this.#world));
    return taken;
  }
}

async function start({ home }: World): Promise<ChildProcess> {
  const child = fork(program, [home], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(child, 'message');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const died = once(child, 'exit');
  child.kill('SIGKILL');
  await died;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 1));
}
