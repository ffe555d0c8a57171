import type { Action } from '../action.ts';
import { dateTimeOf, dayOf } from '../calendar.ts';
import { dispatch } from '../dispatch.ts';
import { actions } from '../index.ts';
import { recordedParams } from '../params/read-params.ts';
import type { ActionFloor, ActionReply } from '../request.ts';
import { recordRun } from '../runs/action-run.ts';
import type { CronJob } from './cron-job.ts';
import { markTimes, openTimes } from './due-times.ts';
import { planCatchUp } from './plan-catch-up.ts';
import type { Schedule } from './schedule.ts';

/** What became of due times of a job. */
export interface Ran {
  readonly job: CronJob;
  /** The due time it ran for. */
  readonly due: Date;
  readonly isLate: boolean;
  readonly outcome: ActionReply['outcome'] | 'missed';
  readonly text: string;
  readonly reason: string | undefined;
}

export interface DueOptions {
  readonly signal?: AbortSignal | undefined;
  /** Due times that are at work already, as `name moment`: they are left alone. */
  readonly atWork?: Set<string>;
  /** Leaves what is on time to others: a crontab starts that itself. */
  readonly onlyLate?: boolean;
}

/** Runs what is due of a job, late ones by its policy, one after another, and notes it. */
export async function runDue(
  floor: ActionFloor,
  job: CronJob,
  times: Schedule,
  { signal, atWork = new Set(), onlyLate = false }: DueOptions = {},
): Promise<readonly Ran[]> {
  const now = floor.clock?.() ?? new Date();
  const key = (time: Date): string => `${job.name} ${time.toISOString()}`;
  const open = (await openTimes(floor.db, job, times, now)).filter(time => !atWork.has(key(time)));
  const plan = planCatchUp(job, open, now);
  const runs = plan.runs.filter(run => run.isLate || !onlyLate);
  const taken = runs.flatMap(run => run.covers.map(key));
  for (const one of taken) atWork.add(one);
  try {
    const missed = await recordMiss(floor, job, plan.missed, plan.isTooOld);
    const ran: Ran[] = [];
    for (const run of runs) {
      if (signal?.aborted === true) break;
      ran.push(await runOne(floor, job, run.covers, run.isLate, signal));
    }
    return [...missed, ...ran];
  } finally {
    for (const one of taken) atWork.delete(one);
  }
}

/** An interrupted run leaves its due times open: they are late at the next start. */
async function runOne(
  floor: ActionFloor,
  job: CronJob,
  covers: readonly Date[],
  isLate: boolean,
  signal: AbortSignal | undefined,
): Promise<Ran> {
  const due = covers.at(-1) ?? new Date();
  const { action: name, params, overlap } = job;
  const reply = await dispatch(floor, { name, params, overlap, door: 'cron', asOf: dayOf(due), signal });
  if (signal?.aborted !== true) await markTimes(floor.db, job, covers, reply.runId ?? null);
  return { job, due, isLate, outcome: reply.outcome, text: reply.text, reason: reply.reason };
}

/** One row for all that were missed together: skipped when that is the policy, failed when the deadline is over. */
async function recordMiss(
  floor: ActionFloor,
  job: CronJob,
  missed: readonly Date[],
  isTooOld: boolean,
): Promise<readonly Ran[]> {
  const due = missed.at(-1);
  const action = actions.get(job.action);
  if (due === undefined || action === undefined) return [];
  const more = missed.length === 1 ? '' : `, and ${missed.length - 1} before`;
  const reason = `due ${dateTimeOf(due)}${more}: missed${isTooOld ? ', too old to catch up' : ''}`;
  const text = isTooOld ? `ERROR:${job.action.toUpperCase()}_MISSED` : '';
  const moment = new Date().toISOString();
  const end = { outcome: isTooOld ? 'failed' : 'skipped', reply: text, reason, finished: moment } as const;
  const runId = await recordRun(floor.db, newRun(action, job, due, moment), end);
  await markTimes(floor.db, job, missed, runId);
  return [{ job, due, isLate: true, outcome: isTooOld ? 'failed' : 'missed', text, reason }];
}

function newRun(action: Action, job: CronJob, due: Date, started: string) {
  const params = JSON.stringify(recordedParams(action.params, job.params));
  return { action, params, door: 'cron', asOf: dayOf(due), dryRun: false, started };
}
