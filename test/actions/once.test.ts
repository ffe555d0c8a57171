import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { undoRun } from '../../src/actions/runs/undo-run.ts';
import { verifyLedger } from '../../src/store/ledger/verify-ledger.ts';
import { mainFile } from '../cli/omnicrm.ts';
import { callOn, openFloor } from './action-floor.ts';

const options = { DISCOUNTS_ENABLED: '1', FRIENDSHIP_ENABLED: '1', CUD_ENABLED: '1', CUD_PULLDAYS: '0' };

/** Actions that move money, each with somebody it charges or pays in the fixture, and how much. */
const moneyActions: readonly (readonly [string, string, number])[] = [
  ['vserviceschargefee', 'alice', -3555],
  ['freezemonth', 'dave', -2000],
  ['discountprocessing', 'alice', 1505],
  ['friendshipdaily', 'alice', 1800],
  ['sc&login=bob&cr=300&end=2026-12-31&fee=5&ct=4', 'bob', -500],
];

for (const [words, login, moved] of moneyActions) {
  test(`20 calls at once of ${words.split('&')[0]} move the money once`, async t => {
    const { floor, another, balance } = await openFloor(t, options);
    const other = await another();
    const before = await balance(login);
    const calls = Array.from({ length: 20 }, (_, index) => callOn(index % 2 === 0 ? floor : other, words));
    const replies = await Promise.all(calls);
    assert.deepEqual(new Set(replies.map(reply => reply.outcome)), new Set(['done']));
    assert.equal((await balance(login)) - before, moved);
    assert.equal(replies.filter(reply => (reply.counts['charged'] ?? 0) > 0).length, 1);
    assert.deepEqual((await verifyLedger(floor.db)).faults, []);
  });
}

test('the next period is another: the next month is charged, the same month of another day is not', async t => {
  const { call, balance } = await openFloor(t);
  for (const [asOf, after] of [
    ['2026-11-21', 8000],
    ['2026-11-30', 8000],
    ['2026-12-01', 6000],
  ] as const) {
    assert.equal((await call('freezemonth', { asOf })).text, 'OK:FREEZEMONTH');
    assert.equal(await balance('dave'), after);
  }
});

test('a request with a key moves money once, without one each time', async t => {
  const { call, balance } = await openFloor(t);
  for (const onceKey of ['a', 'a', 'b', undefined, undefined]) await call('usercash&login=carol&summ=1', { onceKey });
  assert.equal(await balance('carol'), 400);
});

test('what was taken back can be charged again, once', async t => {
  const { call, floor, balance } = await openFloor(t);
  const { runId = 0 } = await call('freezemonth');
  assert.equal((await undoRun(floor.db, runId, 'cli')).reversed, 1);
  assert.equal(await balance('dave'), 10_000);
  await assert.rejects(undoRun(floor.db, runId, 'cli'), { code: 'E_CONFLICT' });
  await call('freezemonth');
  assert.deepEqual((await call('freezemonth')).counts, { already: 1 });
  assert.equal(await balance('dave'), 8000);
  assert.deepEqual((await verifyLedger(floor.db)).faults, []);
});

test('a dry run tells what would be charged, and nothing stays', async t => {
  const { call, floor, balance } = await openFloor(t);
  const { charges } = await call('freezemonth', { dryRun: true });
  assert.deepEqual(charges, [{ account: 'main', login: 'dave', amount_minor: -2000, note: 'FROZEN FEE CHARGE:20' }]);
  assert.equal(await balance('dave'), 10_000);
  assert.equal((await call('freezemonth')).counts['charged'], 1);
  assert.deepEqual((await verifyLedger(floor.db)).faults, []);
});

test('the ledger cannot be changed, nor a row added that does not start from the balance', async t => {
  const { floor } = await openFloor(t);
  await assert.rejects(floor.db.updateTable('ledger').set({ note: 'x' }).execute(), /append-only/);
  await assert.rejects(floor.db.deleteFrom('ledger').execute(), /append-only/);
  const row = { owner_id: 1, business_date: '2026-11-21', created: 'x', kind: 'payment', actor: 'x' };
  const wrong = { ...row, account: 'main', amount_minor: 1, before_minor: 1, after_minor: 2 };
  await assert.rejects(floor.db.insertInto('ledger').values(wrong).execute(), /does not start from the balance/);
});

test('killed in the middle and run again, each subscriber is charged exactly once', async t => {
  const { floor, home } = await openFloor(t);
  const logins = Array.from({ length: 10_000 }, (_, index) => ({
    login: `crowd${index}`,
    created: 'x',
    balance_minor: 0,
  }));
  for (let at = 0; at < logins.length; at += 1000) {
    await floor.db
      .insertInto('subscriber')
      .values(logins.slice(at, at + 1000))
      .execute();
  }
  const crowd = floor.db.selectFrom('subscriber').where('login', 'like', 'crowd%');
  for (const tag_id of [2, 5]) {
    const tagged = crowd.select(eb => ['subscriber_id', eb.val(tag_id).as('tag_id')]);
    await floor.db.insertInto('subscriber_tag').columns(['subscriber_id', 'tag_id']).expression(tagged).execute();
  }
  await floor.db.updateTable('virtual_service').set({ charge_always: 1 }).execute();
  appendFileSync(join(home, 'crm_config.yaml'), 'alter: {VSERVICES_CASHTYPEID: 1}\n');
  const env = { OMNICRM_HOME: home, PATH: process.env['PATH'] ?? '' };
  const argv = [mainFile, 'action', 'vserviceschargefee', '--as-of', '2026-11-21'];
  const child = spawn(process.execPath, argv, { env, cwd: home, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const isCharging = async (): Promise<boolean> =>
    (
      await floor.db
        .selectFrom('ledger')
        .select('ledger_id')
        .where('action', '=', 'vserviceschargefee')
        .limit(1)
        .execute()
    ).length > 0;
  while (child.exitCode === null && !(await isCharging())) await sleep(1);
  child.kill('SIGKILL');
  await ended;
  assert.equal((await callOn(floor, 'vserviceschargefee', { asOf: '2026-11-21' })).text, 'OK:SERVICE_CHARGE_FEE');
  const rows = await floor.db
    .selectFrom('ledger as l')
    .innerJoin('subscriber as s', 's.subscriber_id', 'l.owner_id')
    .select(eb => ['s.login', eb.fn.countAll<number>().as('rows')])
    .where('s.login', 'like', 'crowd%')
    .groupBy('s.login')
    .execute();
  assert.equal(rows.length, 10_000);
  assert.ok(rows.every(row => row.rows === 2));
  assert.deepEqual((await verifyLedger(floor.db)).faults, []);
});
