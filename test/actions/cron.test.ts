import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { catchUp, runCron } from '../../src/actions/cron/run-cron.ts';
import type { CronJob } from '../../src/actions/cron/cron-job.ts';
import { cronStatus } from '../../src/actions/cron/cron-status.ts';
import { readCronJobs } from '../../src/actions/cron/read-cron-jobs.ts';
import { type Ran, runDue } from '../../src/actions/cron/run-due.ts';
import { schedule } from '../../src/actions/cron/schedule.ts';
import { dateTimeOf } from '../../src/actions/calendar.ts';
import type { ActionFloor } from '../../src/actions/request.ts';
import { toValue, type Value } from '../../src/template/index.ts';
import { openFloor } from './action-floor.ts';

async function jobsOf(...cron: readonly object[]): Promise<readonly CronJob[]> {
  return readCronJobs({ tree: new Map<Value, Value>([['cron', toValue(cron)]]) });
}

/** A floor whose clock the test sets. */
async function clocked(t: TestContext) {
  const { floor } = await openFloor(t, { POLICEDOG_ENABLED: '1' });
  let now = new Date(0);
  const at = (text: string): ActionFloor => {
    now = new Date(text.replace(' ', 'T'));
    return { ...floor, clock: () => now };
  };
  const look = async (job: CronJob, text: string): Promise<readonly string[]> =>
    (await runDue(at(text), job, await schedule(job.schedule))).map(told);
  return { db: floor.db, at, look };
}

function told({ due, isLate, outcome }: Ran): string {
  return `${dateTimeOf(due).slice(0, -3)} ${isLate ? 'late ' : ''}${outcome}`;
}

const nightly = { schedule: '30 2 * * *', action: 'policedog' };

function unexpected(thing: unknown): void {
  assert.fail(String(thing));
}

async function one(more: object = {}): Promise<CronJob> {
  const [job] = await jobsOf({ ...nightly, ...more });
  assert.ok(job);
  return job;
}

test('a job runs when it is due, once, for the day it is due', async t => {
  const { db, look } = await clocked(t);
  const job = await one();
  assert.deepEqual(await look(job, '2026-11-20 12:00'), [], 'what was due before it was known is not missed');
  assert.deepEqual(await look(job, '2026-11-21 02:29'), []);
  assert.deepEqual(await look(job, '2026-11-21 02:30'), ['2026-11-21 02:30 done']);
  assert.deepEqual(await look(job, '2026-11-21 02:30'), []);
  const runs = await db.selectFrom('action_run').select(['action_name', 'door', 'outcome', 'as_of']).execute();
  assert.deepEqual(runs, [{ action_name: 'policedog', door: 'cron', outcome: 'done', as_of: '2026-11-21' }]);
});

test('missed: skip records the miss and runs nothing', async t => {
  const { db, look } = await clocked(t);
  const job = await one();
  await look(job, '2026-11-18 12:00');
  assert.deepEqual(await look(job, '2026-11-20 12:00'), ['2026-11-20 02:30 late missed']);
  assert.deepEqual(await look(job, '2026-11-20 12:01'), []);
  const [run] = await db.selectFrom('action_run').select(['outcome', 'reason']).execute();
  assert.deepEqual(run, { outcome: 'skipped', reason: 'due 2026-11-20 02:30:00, and 1 before: missed' });
});

test('missed: once runs once, for the last that was missed', async t => {
  const { look } = await clocked(t);
  const job = await one({ missed: 'once', deadline: '3d' });
  await look(job, '2026-11-17 12:00');
  assert.deepEqual(await look(job, '2026-11-20 12:00'), ['2026-11-20 02:30 late done']);
  assert.deepEqual(await look(job, '2026-11-20 12:01'), []);
});

test('missed: once within a deadline of two hours, five hours late: no run, one recorded miss, an error', async t => {
  const { db, look } = await clocked(t);
  const job = await one({ missed: 'once', deadline: '2h' });
  await look(job, '2026-11-20 12:00');
  assert.deepEqual(await look(job, '2026-11-21 07:30'), ['2026-11-21 02:30 late failed']);
  assert.deepEqual(await look(job, '2026-11-21 07:31'), []);
  const [run] = await db.selectFrom('action_run').select(['outcome', 'reply', 'reason']).execute();
  const reason = 'due 2026-11-21 02:30:00: missed, too old to catch up';
  assert.deepEqual(run, { outcome: 'failed', reply: 'ERROR:POLICEDOG_MISSED', reason });
});

test('missed: each runs for each day, oldest first', async t => {
  const { db, look } = await clocked(t);
  const job = await one({ missed: 'each', deadline: '60h' });
  await look(job, '2026-11-16 12:00');
  assert.deepEqual(await look(job, '2026-11-20 12:00'), [
    '2026-11-17 02:30 late failed',
    '2026-11-18 02:30 late done',
    '2026-11-19 02:30 late done',
    '2026-11-20 02:30 late done',
  ]);
  const days = await db.selectFrom('action_run').select('as_of').where('outcome', '=', 'done').execute();
  assert.deepEqual(
    days.map(row => row.as_of),
    ['2026-11-18', '2026-11-19', '2026-11-20'],
  );
});

test('outside of its window a late job waits', async t => {
  const { look } = await clocked(t);
  const job = await one({ missed: 'once', window: '22:00-04:00' });
  await look(job, '2026-11-20 12:00');
  assert.deepEqual(await look(job, '2026-11-21 12:00'), []);
  assert.deepEqual(await look(job, '2026-11-21 22:00'), ['2026-11-21 02:30 late done']);
});

test('a run that somebody else made counts; one whose process died does not', async t => {
  const { at, db, look } = await clocked(t);
  const job = await one({ missed: 'once' });
  await look(job, '2026-11-20 12:00');
  const run = { action_name: 'policedog', params: '{}', as_of: '2026-11-21', counts: '{}' };
  const dead = { outcome: 'failed', reason: 'its process died', door: 'cli' };
  await db
    .insertInto('action_run')
    .values({ ...run, ...dead, started: new Date('2026-11-21T02:30:05').toISOString() })
    .execute();
  const floor = at('2026-11-21 03:00');
  assert.deepEqual((await catchUp(floor, [job], AbortSignal.timeout(60_000))).map(told), [
    '2026-11-21 02:30 late done',
  ]);
  const byHand = { outcome: 'done', door: 'cli', started: new Date('2026-11-22T02:40:00').toISOString() };
  await db
    .insertInto('action_run')
    .values({ ...run, ...byHand })
    .execute();
  assert.deepEqual(await look(job, '2026-11-22 05:00'), []);
});

test('catching up leaves what is on time to the crontab', async t => {
  const { at, look } = await clocked(t);
  const job = await one({ missed: 'once' });
  await look(job, '2026-11-20 12:00');
  assert.deepEqual(await catchUp(at('2026-11-21 02:30'), [job], AbortSignal.timeout(60_000)), []);
});

test('the loop runs jobs, tells of them and ends at the signal; a second loop is refused', async t => {
  const { at, look } = await clocked(t);
  const job = await one({ missed: 'once' });
  await look(job, '2026-11-20 12:00');
  const stop = new AbortController();
  const ran: string[] = [];
  const floor = at('2026-11-21 12:00');
  const control = { signal: stop.signal, failed: unexpected };
  await runCron(floor, [job], {
    ...control,
    ran: run => {
      ran.push(told(run));
      const second = runCron(floor, [job], { ...control, ran: unexpected });
      void assert.rejects(second, { code: 'E_BUSY' }).finally(() => stop.abort());
    },
  });
  assert.deepEqual(ran, ['2026-11-21 02:30 late done']);
});

test('a job without a good end for too long is an alarm', async t => {
  const { at, db, look } = await clocked(t);
  const job = await one({ alarm_after: 2 });
  await look(job, '2026-11-20 12:00');
  await look(job, '2026-11-21 02:30');
  const standing = async (text: string): Promise<readonly unknown[]> => {
    const [status] = await cronStatus(at(text), [job]);
    return [status?.overdue, status?.alarm];
  };
  await db
    .updateTable('action_run')
    .set({ started: new Date('2026-11-21T02:30:01').toISOString() })
    .execute();
  assert.deepEqual(await standing('2026-11-21 12:00'), [0, false]);
  assert.deepEqual(await standing('2026-11-22 12:00'), [1, false]);
  assert.deepEqual(await standing('2026-11-23 12:00'), [2, true]);
});

test('what is wrong with a job is told with its place', async () => {
  const refused = (entry: object, message: RegExp) => assert.rejects(jobsOf(entry), { code: 'E_CONFIG', message });
  await refused({ action: 'swping' }, /cron\[0\]\.schedule is missing/);
  await refused({ schedule: '61 * * * *', action: 'swping' }, /cron\[0\]\.schedule is none: /);
  await refused({ schedule: '0 0 L * *', action: 'swping' }, /must be five fields/);
  await refused({ ...nightly, missed: 'twice' }, /cron\[0\]\.missed must be skip, once, each/);
  await refused({ ...nightly, deadline: 'soon' }, /cron\[0\]\.deadline must be a time such as/);
  await refused({ ...nightly, windows: '1' }, /cron\[0\]\.windows is unknown/);
  await assert.rejects(jobsOf(nightly, nightly), /has two jobs named 'policedog'/);
});
