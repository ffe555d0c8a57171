import type { CronJob } from './cron-job.ts';

/** A due time younger than this is on time. */
export const ON_TIME_MS = 90_000;

/** What to do with the open due times of a job. */
export interface Plan {
  /** Runs to make, in their order; `covers` are the due times that each takes care of, the last is the one it runs for. */
  readonly runs: readonly { readonly covers: readonly Date[]; readonly isLate: boolean }[];
  /** Given up: by the policy `skip`, or past the deadline. */
  readonly missed: readonly Date[];
  readonly isTooOld: boolean;
}

/** By the job's policy. Late times outside of its window stay open: they are in neither list. */
export function planCatchUp(job: CronJob, open: readonly Date[], now: Date): Plan {
  const onTime = open.filter(time => ageOf(time, now) < ON_TIME_MS);
  const late = open.filter(time => ageOf(time, now) >= ON_TIME_MS);
  const fresh = onTime.map(time => ({ covers: [time], isLate: false }));
  if (job.missed === 'skip') return { runs: fresh, missed: late, isTooOld: false };
  const old = late.filter(time => ageOf(time, now) > job.deadlineSeconds * 1000);
  const due = late.filter(time => !old.includes(time));
  const caughtUp = isWithin(job, now) ? catchUp(job, due, fresh.length > 0) : [];
  const covered = job.missed === 'once' && caughtUp.length > 0 ? old : [];
  return {
    runs: [...caughtUp, ...fresh],
    missed: old.filter(time => !covered.includes(time)),
    isTooOld: old.length > 0,
  };
}

/** One run for all, or one for each. A run that is on time anyway stands for those before it. */
function catchUp(job: CronJob, due: readonly Date[], hasFresh: boolean): Plan['runs'] {
  if (due.length === 0) return [];
  if (job.missed === 'each') return due.map(time => ({ covers: [time], isLate: true }));
  return hasFresh ? [] : [{ covers: due, isLate: true }];
}

function isWithin({ window }: CronJob, now: Date): boolean {
  if (window === undefined) return true;
  const minute = now.getHours() * 60 + now.getMinutes();
  const { from, to } = window;
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

function ageOf(time: Date, now: Date): number {
  return now.getTime() - time.getTime();
}
