/** Which due times of a job nobody has taken care of; the database knows, so that it survives a restart. */
import type { Database } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import type { CronJob } from './cron-job.ts';
import { dueBetween, type Schedule } from './schedule.ts';

const DAY_MS = 86_400_000;
/** Marks are kept for so many times the job's horizon. */
const KEPT = 4;

/**
 * The job's due times up to now that are open, the oldest first: those with no mark, after the first mark there is, and after the
 * last run that somebody else (a crontab, a person) brought to its end. A job that is seen for the first time is marked as of
 * now, and has none.
 */
export async function openTimes(db: Database, job: CronJob, times: Schedule, now: Date): Promise<readonly Date[]> {
  const marks = await db
    .selectFrom('action_mark')
    .select('period')
    .where('action', '=', 'cron')
    .where('subject', '=', job.name)
    .orderBy('period')
    .execute();
  const first = marks[0]?.period;
  if (first === undefined) {
    await markTimes(db, job, [now], null);
    return [];
  }
  const marked = new Set(marks.map(({ period }) => period));
  const since = [first, horizonOf(job, now), (await lastRunOfOthers(db, job)) ?? ''].toSorted().at(-1) ?? first;
  return dueBetween(times, new Date(since), now).filter(time => !marked.has(time.toISOString()));
}

/** Notes that these due times are taken care of, by a run. */
export async function markTimes(
  db: Database,
  job: CronJob,
  times: readonly Date[],
  runId: number | null,
): Promise<void> {
  const created = new Date().toISOString();
  const rows = times.map(time => {
    return { action: 'cron', subject: job.name, period: time.toISOString(), run_id: runId, created };
  });
  const newest = times.at(-1);
  if (newest === undefined) return;
  await withTransaction(db, async tx => {
    await tx
      .insertInto('action_mark')
      .values(rows)
      .onConflict(conflict => conflict.doNothing())
      .execute();
    await tx
      .deleteFrom('action_mark')
      .where('action', '=', 'cron')
      .where('subject', '=', job.name)
      .where('period', '<', new Date(newest.getTime() - KEPT * horizonMs(job)).toISOString())
      .execute();
  });
}

/** Older due times are not looked for: they are past all deadlines. */
function horizonOf(job: CronJob, now: Date): string {
  return new Date(now.getTime() - horizonMs(job)).toISOString();
}

function horizonMs({ deadlineSeconds }: CronJob): number {
  return deadlineSeconds * 1000 + DAY_MS;
}

async function lastRunOfOthers(db: Database, { action, params }: CronJob): Promise<string | undefined> {
  const run = await db
    .selectFrom('action_run')
    .select('started')
    .where('action_name', '=', action)
    .where('params', '=', JSON.stringify(params))
    .where('door', '<>', 'cron')
    .where('outcome', 'in', ['done', 'skipped', 'running'])
    .where('dry_run', '=', 0)
    .orderBy('action_run_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return run?.started;
}
