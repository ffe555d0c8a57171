import { setTimeout as sleep } from 'node:timers/promises';
import { didYouMean, OmnicrmError } from '../../errors.ts';
import { defineAction } from '../define-action.ts';
import { dayOf } from '../calendar.ts';
import { actions } from '../index.ts';
import { done } from '../reply.ts';
import type { ActionFloor } from '../request.ts';
import { beginRun, endRun } from '../runs/action-run.ts';
import type { CronJob } from './cron-job.ts';
import { type DueOptions, type Ran, runDue } from './run-due.ts';
import { type Schedule, schedule } from './schedule.ts';

/** Never sleep longer: clocks jump, and machines wake up. */
const LONGEST_SLEEP_MS = 30_000;
const YEARS = 10 * 365 * 86_400;

export interface CronControl {
  readonly signal: AbortSignal;
  /** Told of each run and of each miss. */
  readonly ran: (ran: Ran) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Runs the jobs when they are due, until the signal; late ones first, by their policies. One such process at a time: throws
 * E_BUSY for a second, E_CONFIG for a job whose action there is none of.
 */
export async function runCron(floor: ActionFloor, jobs: readonly CronJob[], control: CronControl): Promise<void> {
  await withCronLock(floor, async () => {
    const timed = await withSchedules(jobs);
    const atWork = new Set<string>();
    const running = new Set<Promise<void>>();
    while (!control.signal.aborted) {
      for (const [job, times] of timed) {
        const work = runOnce(floor, job, times, { ...control, atWork });
        running.add(work);
        void work.then(() => running.delete(work));
      }
      await sleepUntilNext(floor, [...timed.values()], control.signal);
    }
    await Promise.all(running);
  });
}

/** What `runCron` does at its start, and no more: catches up by the policies of the jobs. */
export async function catchUp(
  floor: ActionFloor,
  jobs: readonly CronJob[],
  signal: AbortSignal,
): Promise<readonly Ran[]> {
  return withCronLock(floor, async () => {
    const all: Ran[] = [];
    for (const [job, times] of await withSchedules(jobs)) {
      all.push(...(await runDue(floor, job, times, { signal, onlyLate: true })));
    }
    return all;
  });
}

async function runOnce(
  floor: ActionFloor,
  job: CronJob,
  times: Schedule,
  { ran, failed, ...options }: CronControl & DueOptions,
): Promise<void> {
  try {
    for (const one of await runDue(floor, job, times, options)) ran(one);
  } catch (error) {
    failed(error);
  }
}

async function withSchedules(jobs: readonly CronJob[]): Promise<ReadonlyMap<CronJob, Schedule>> {
  for (const { action } of jobs) {
    if (actions.has(action)) continue;
    const near = didYouMean(action, actions.keys());
    const hint = near === undefined ? 'omnicrm action list shows what there is' : `did you mean ${near}?`;
    throw new OmnicrmError('E_CONFIG', `cron: there is no action '${action}'`, { hint });
  }
  return new Map(await Promise.all(jobs.map(async job => [job, await schedule(job.schedule)] as const)));
}

async function sleepUntilNext(floor: ActionFloor, schedules: readonly Schedule[], signal: AbortSignal): Promise<void> {
  const now = floor.clock?.() ?? new Date();
  const next = schedules.flatMap(one => one.next(now)?.getTime() ?? []);
  const wait = Math.min(LONGEST_SLEEP_MS, ...next.map(time => time - now.getTime()));
  await sleep(Math.max(wait, 1), undefined, { signal }).catch(() => undefined);
}

const cron = defineAction({
  name: 'cron',
  summary: 'The scheduler itself: its running row is its lock.',
  timeout: YEARS,
  run: { handler: async () => done('') },
});

async function withCronLock<T>(floor: ActionFloor, work: () => Promise<T>): Promise<T> {
  const started = new Date().toISOString();
  const run = { action: cron, params: '{}', door: 'cron', asOf: dayOf(new Date()), dryRun: false, started };
  const begun = await beginRun(floor.db, run);
  if ('busy' in begun) {
    throw new OmnicrmError('E_BUSY', `another cron has been running since ${begun.busy.started}`);
  }
  try {
    return await work();
  } finally {
    const finished = new Date().toISOString();
    await endRun(floor.db, begun.runId, { outcome: 'done', reply: '', finished });
  }
}
