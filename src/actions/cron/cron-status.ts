import type { ActionFloor } from '../request.ts';
import type { CronJob } from './cron-job.ts';
import { schedule } from './schedule.ts';

/** How a job stands. */
export interface CronJobStatus {
  readonly name: string;
  readonly schedule: string;
  readonly missed: CronJob['missed'];
  readonly next_due: string | null;
  /** When it last began and came to a good end, by whatever door. */
  readonly last_done: string | null;
  readonly last_outcome: string | null;
  /** Due times that passed since then. */
  readonly overdue: number;
  /** True when those are as many as the job's `alarm_after`. */
  readonly alarm: boolean;
}

/** How every job stands. A job that was never run is counted from the first time it was seen. */
export async function cronStatus(floor: ActionFloor, jobs: readonly CronJob[]): Promise<readonly CronJobStatus[]> {
  return Promise.all(jobs.map(job => statusOf(floor, job)));
}

async function statusOf({ db, clock }: ActionFloor, job: CronJob): Promise<CronJobStatus> {
  const now = clock?.() ?? new Date();
  const times = await schedule(job.schedule);
  const runs = db
    .selectFrom('action_run')
    .select(['started', 'outcome'])
    .where('action_name', '=', job.action)
    .where('params', '=', JSON.stringify(job.params))
    .where('dry_run', '=', 0)
    .orderBy('action_run_id', 'desc')
    .limit(1);
  const last = await runs.executeTakeFirst();
  const done = await runs.where('outcome', '=', 'done').executeTakeFirst();
  const since = done?.started ?? (await firstSeen(db, job));
  let overdue = 0;
  let time = times.next(new Date(since ?? now));
  for (; time !== null && time < now && overdue < job.alarmAfter; time = times.next(time)) overdue++;
  return {
    name: job.name,
    schedule: job.schedule,
    missed: job.missed,
    next_due: times.next(now)?.toISOString() ?? null,
    last_done: done?.started ?? null,
    last_outcome: last?.outcome ?? null,
    overdue,
    alarm: overdue >= job.alarmAfter,
  };
}

async function firstSeen(db: ActionFloor['db'], job: CronJob): Promise<string | undefined> {
  const mark = await db
    .selectFrom('action_mark')
    .select('period')
    .where('action', '=', 'cron')
    .where('subject', '=', job.name)
    .orderBy('period')
    .limit(1)
    .executeTakeFirst();
  return mark?.period;
}
