/** Planned and queued money moves once, however many ask for it at the same time. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { undoRun } from '../../src/actions/runs/undo-run.ts';
import { verifyLedger } from '../../src/store/ledger/verify-ledger.ts';
import { callOn, openFloor } from './action-floor.ts';

const options = {
  DDT_ENABLED: '1',
  PT_ENABLED: '1',
  VISOR_ENABLED: '1',
  UKV_ENABLED: '1',
  PAYMENTCARDS_ENABLED: '1',
  CAP_ENABLED: '1',
  ASTERISK_ENABLED: '1',
};

const inDebt = "INSERT INTO capdata (login,date,days) VALUES ('bob','2026-11-20 12:00:00',30)";

/** Each with somebody it charges or pays, and how much; some skip while another runs. */
const moneyActions: readonly (readonly [string, string, number])[] = [
  ['ddt', 'kate', -2100],
  ['pt', 'judy', -30_000],
  ['visorcharge', 'cam1', 4000],
  ['paycardsqueue', 'carol', 5000],
  ['crimeandpunishment', 'bob', -2000],
  ['dealwithit', 'alice', 1550],
  ['asterisk&param=paycardpay&login=bob&paycardnum=111222333', 'bob', 10_000],
];

for (const [words, login, moved] of moneyActions) {
  test(`20 calls at once of ${words.split('&')[0]} for ${login} move the money once`, async t => {
    const { floor, another, balance } = await openFloor(t, options, inDebt);
    const other = await another();
    const before = await balance(login);
    const asOf = words === 'visorcharge' ? '2026-11-30' : '2026-11-21';
    const calls = Array.from({ length: 20 }, (_, index) => callOn(index % 2 === 0 ? floor : other, words, { asOf }));
    const replies = await Promise.all(calls);
    assert.equal((await balance(login)) - before, moved);
    assert.equal(replies.filter(reply => (reply.counts['charged'] ?? 0) > 0).length, 1);
    assert.ok(replies.every(reply => ['done', 'skipped', 'refused'].includes(reply.outcome)));
    assert.deepEqual((await verifyLedger(floor.db)).faults, []);
  });
}

test('20 calls at once take the fee of the cable TV once', async t => {
  const { floor, another } = await openFloor(t, options);
  const other = await another();
  const calls = Array.from({ length: 20 }, (_, index) => callOn(index % 2 === 0 ? floor : other, 'ukvfeeprocessing'));
  const texts = (await Promise.all(calls)).map(reply => reply.text);
  assert.deepEqual(texts.toSorted().slice(-2), ['OK:UKVFEEPROCESSING:0', 'OK:UKVFEEPROCESSING:3']);
  const rows = await floor.db
    .selectFrom('ledger')
    .select(['owner_id', 'amount_minor', 'note'])
    .where('action', '=', 'ukvfeeprocessing')
    .orderBy('owner_id')
    .execute();
  assert.deepEqual(rows, [
    { owner_id: 1, amount_minor: -6000, note: 'UKVFEE:Cable November 2026' },
    { owner_id: 2, amount_minor: 0, note: 'UKVFEE: USER_NOT_ACTIVE' },
    { owner_id: 3, amount_minor: 0, note: 'UKVFEE: NO_TARIFF_SET' },
  ]);
  assert.deepEqual((await verifyLedger(floor.db)).faults, []);
});

test('20 calls at once give a promised credit once', async t => {
  const { floor, another } = await openFloor(t, options);
  const other = await another();
  const words = 'asterisk&param=setcredit&login=bob&money=50&expiredays=3';
  const calls = Array.from({ length: 20 }, (_, index) => callOn(index % 2 === 0 ? floor : other, words));
  const replies = await Promise.all(calls);
  assert.equal(replies.filter(reply => reply.outcome === 'done').length, 1);
});

test('a term that was taken back is charged again only when it is planned again', async t => {
  const { floor, call, balance } = await openFloor(t, options);
  const { runId = 0 } = await call('ddt');
  assert.equal(await balance('kate'), -1600);
  await floor.db.deleteFrom('fixed_term').execute();
  await floor.db.deleteFrom('task').where('login', '=', 'kate').execute();
  assert.deepEqual((await call('ddt')).counts, { planned: 1, already: 2 });
  assert.equal(await balance('kate'), -1600);
  assert.equal((await undoRun(floor.db, runId, 'cli')).reversed, 2);
  assert.equal(await balance('kate'), 500);
});

test('a dry run of tasks tells their money and leaves them due', async t => {
  const { floor, call } = await openFloor(t, options);
  const { charges } = await call('dealwithit', { dryRun: true });
  assert.deepEqual(charges, [{ account: 'main', login: 'alice', amount_minor: 1550, note: 'SCHEDULED' }]);
  const due = await floor.db.selectFrom('task').select('task_id').where('state', '=', 'due').execute();
  assert.equal(due.length, 6);
});

test('a month of the cable TV that was undone can be charged again, once', async t => {
  const { floor, call } = await openFloor(t, options);
  const { runId = 0 } = await call('ukvfeeprocessing');
  assert.equal((await undoRun(floor.db, runId, 'cli')).reversed, 1);
  assert.deepEqual((await call('ukvfeeprocessing')).counts, { charged: 1, already: 2 });
  assert.equal((await call('ukvfeeprocessing')).text, 'OK:UKVFEEPROCESSING:0');
  assert.deepEqual((await verifyLedger(floor.db)).faults, []);
});
