/** Fires the crontab's lines day after day at a process that is killed in the middle of some of them. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DueLine } from './firings.ts';
import type { Firing, FiringEnd } from './month-process.ts';

export interface Disturbance {
  /** Parts of the lines: 0.2 is a fifth. */
  readonly twice: number;
  readonly killed: number;
  /** Between 0 and 1, the same each time. */
  readonly random: () => number;
}

export interface LivedMonth {
  readonly fired: number;
  readonly twice: number;
  readonly killed: number;
  /** Lines that did not end well. */
  readonly failed: readonly string[];
}

const program = fileURLToPath(new URL('./month-process.js', import.meta.url));
const LATEST_KILL_MS = 25;
/** A line that was killed is seen to be open a minute later. */
const CATCH_UP_MS = 60_000;

/** A killed line is fired again, as `omnicrm cron run` does. */
export async function liveMonth(
  home: string,
  lines: readonly DueLine[],
  { twice, killed, random }: Disturbance,
): Promise<LivedMonth> {
  const failed: string[] = [];
  const counts = { fired: 0, twice: 0, killed: 0 };
  let child = await start(home);
  for (const { words, at, day } of lines) {
    const firing = { words, at: at.toISOString(), day, twice: random() < twice };
    if (firing.twice) counts.twice++;
    if (random() < killed) {
      counts.killed += (await killDuring(child, firing, random() * LATEST_KILL_MS)) ? 1 : 0;
      child = await start(home);
      firing.at = new Date(at.getTime() + CATCH_UP_MS).toISOString();
    }
    counts.fired++;
    for (const { outcome, text, reason } of (await fire(child, firing)).outcomes) {
      if (outcome !== 'done' && outcome !== 'skipped')
        failed.push(`${day} ${words}: ${outcome} ${text} ${reason ?? ''}`);
    }
  }
  child.kill();
  return { ...counts, failed };
}

async function start(home: string): Promise<ChildProcess> {
  const child = fork(program, [home], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(child, 'message');
  return child;
}

async function fire(child: ChildProcess, firing: Firing): Promise<FiringEnd> {
  const ended = once(child, 'message');
  child.send(firing);
  const [end] = (await ended) as [FiringEnd];
  return end;
}

/** True when the line had not ended by then. */
async function killDuring(child: ChildProcess, firing: Firing, afterMs: number): Promise<boolean> {
  const ended = once(child, 'message').then(() => false);
  child.send(firing);
  const wasAlive = await Promise.race([ended, wait(afterMs, true)]);
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  return wasAlive;
}
