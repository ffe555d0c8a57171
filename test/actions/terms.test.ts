/** Fixed terms, personal days, cameras, penalties and planned tasks beyond what was recorded. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeSubscriber } from '../../src/crm/close-subscriber.ts';
import type { Database } from '../../src/store/schema.ts';
import { verifyLedger } from '../../src/store/ledger/verify-ledger.ts';
import { openFloor } from './action-floor.ts';

async function subscriber(db: Database, login: string) {
  return db.selectFrom('subscriber').selectAll().where('login', '=', login).executeTakeFirstOrThrow();
}

async function notes(db: Database, action: string): Promise<readonly (readonly [number, string])[]> {
  const rows = await db
    .selectFrom('ledger')
    .select(['amount_minor', 'note'])
    .where('action', '=', action)
    .orderBy('ledger_id')
    .execute();
  return rows.map(row => [row.amount_minor, row.note]);
}

const DDT = { DDT_ENABLED: '1' };

/** Columns of the rule, options and day; the end of the term, the balance after, and the credit with its end. */
const terms: readonly (readonly [string, string, string, string, number, number, string | null])[] = [
  ['a month ahead', 'startnow=0', '2026-11-21', '2026-12-31', -1600, 1600, '2026-11-30'],
  ['a day term', "startnow=0,period='day',duration=10", '2026-11-21', '2026-12-01', -1600, 1600, '2026-11-24'],
  ['past its day of the month', 'chargeuntilday=20', '2026-11-21', '2026-11-30', -1500, 1500, '2026-11-30'],
  ['never on a day', 'chargeuntilday=0,creditcustom=5', '2026-11-21', '2026-11-30', -1500, 1500, '2026-11-26'],
  ['without a charge', 'chargefee=0,chargeabsolute=0', '2026-11-21', '2026-11-30', 500, 0, null],
  ['over the turn of the year', 'startnow=0,duration=3', '2026-12-05', '2027-03-31', -1600, 1600, '2026-12-31'],
];

for (const [name, rule, asOf, end, balance, credit, until] of terms) {
  test(`a fixed term ${name}`, async t => {
    const { floor, call } = await openFloor(t, DDT, `UPDATE ddt_options SET ${rule}`);
    assert.equal((await call('ddt', { asOf })).text, 'OK:DDTPROCESSING');
    const kate = await subscriber(floor.db, 'kate');
    assert.deepEqual([kate.balance_minor, kate.credit_minor, kate.credit_until], [balance, credit, until]);
    const task = await floor.db.selectFrom('task').selectAll().where('login', '=', 'kate').executeTakeFirstOrThrow();
    assert.deepEqual([task.due, task.param, task.notes], [end, 'Home100', 'Doomsday tariff: Intro1']);
    const term = await floor.db.selectFrom('fixed_term').selectAll().executeTakeFirstOrThrow();
    assert.deepEqual([term.end_date, term.task_id, term.active], [end, task.task_id, 1]);
  });
}

test('the planned change ends the term', async t => {
  const { floor, call } = await openFloor(t, DDT);
  await call('ddt');
  await call('dealwithit', { asOf: '2026-11-30' });
  const term = await floor.db.selectFrom('fixed_term').select('active').executeTakeFirstOrThrow();
  assert.deepEqual([(await subscriber(floor.db, 'kate')).tariff_id, term.active], [1, 0]);
});

test('who registers today is charged today, once; who was there before is not', async t => {
  const rule = `INSERT INTO ddt_chargeopts (tariff,untilday,chargefee,absolute,creditdays) VALUES ('Home100',25,1,100,3);
    INSERT INTO userreg (date,login) VALUES ('2026-11-21 09:00:00','carol'),('2026-11-20 09:00:00','alice')`;
  const { floor, call } = await openFloor(t, DDT, rule);
  for (let run = 0; run < 2; run++) await call('ddt');
  const carol = await subscriber(floor.db, 'carol');
  assert.deepEqual([carol.balance_minor, carol.credit_minor, carol.credit_until], [-35_000, 35_000, '2026-11-24']);
  const { length } = (await notes(floor.db, 'ddt')).filter(([, note]) => note === 'DDT: Home100');
  assert.equal(length, 1);
});

test('personal days: late registrations, burial, revival, and no fee twice', async t => {
  const { floor, call, balance } = await openFloor(t, { PT_ENABLED: '1' });
  const day = async (): Promise<number | undefined> =>
    (await floor.db.selectFrom('personal_day').select('day').executeTakeFirst())?.day;
  await call('pt', { asOf: '2026-11-27' });
  assert.deepEqual([await day(), await balance('judy')], [1, 70_000]);
  for (const asOf of ['2026-12-01', '2027-01-01']) await call('pt', { asOf });
  assert.deepEqual([await day(), await balance('judy')], [1, 10_000]);
  await call('pt', { asOf: '2027-02-01' });
  assert.deepEqual([await day(), await balance('judy')], [0, -20_000]);
  await call('pt', { asOf: '2027-02-09' });
  await call('usercash&login=judy&summ=1000');
  for (let run = 0; run < 2; run++) await call('pt', { asOf: '2027-03-28' });
  assert.deepEqual([await day(), await balance('judy')], [25, 80_000]);
  await call('pt', { asOf: '2027-04-25' });
  assert.deepEqual([await day(), await balance('judy')], [25, 50_000]);
  assert.deepEqual((await verifyLedger(floor.db)).faults, []);
});

test('cameras get what they lack, and in mode 2 only from who can pay', async t => {
  const more = `INSERT INTO visor_cams (id,visorid,login) VALUES (2,1,'ivan'),(3,1,'alice'),(4,1,'frank')`;
  const { floor, call } = await openFloor(t, { VISOR_ENABLED: '1', VISOR_CHARGE_MODE: '2' }, more);
  assert.equal((await call('visorcharge', { asOf: '2026-11-29' })).text, 'OK:VISOR_SKIP');
  assert.equal((await call('visorcharge', { asOf: '2026-11-30' })).text, 'OK:VISORCHARGE');
  assert.deepEqual(await notes(floor.db, 'visorcharge'), [
    [-4000, 'VISORCHARGE:1'],
    [4000, 'VISORPUSH:1'],
  ]);
  assert.deepEqual((await call('visorcharge', { asOf: '2026-11-30' })).counts, { refused: 1 });
});

test('cameras get nothing from an account that is closed', async t => {
  const { floor, call } = await openFloor(t, { VISOR_ENABLED: '1' });
  const owners = await floor.db.selectFrom('camera_owner').select('primary_subscriber_id as main').execute();
  for (const { main } of owners) if (main !== null) await closeSubscriber(floor.db, main);
  await call('visorcharge', { asOf: '2026-11-30' });
  assert.deepEqual(await notes(floor.db, 'visorcharge'), []);
});

test('fines in percent, of personal fees too; the counter begins anew after the debt', async t => {
  const cap = { CAP_ENABLED: '1', CAP_DAYLIMIT: '1', CAP_PENALTY_PERCENT: '12.5', PT_ENABLED: '1' };
  const { floor, call, balance } = await openFloor(t, cap, "UPDATE users SET Cash=-1 WHERE login='judy'");
  for (const asOf of ['2026-11-01', '2026-11-02', '2026-11-02', '2026-11-03'])
    await call('crimeandpunishment', { asOf });
  assert.deepEqual([await balance('bob'), await balance('judy')], [-3000 - 3125, -100 - 3750]);
  await call('usercash&login=bob&summ=100');
  await call('crimeandpunishment', { asOf: '2026-11-04' });
  const bob = await floor.db.selectFrom('debt_days').select('days').where('subscriber_id', '=', 2).executeTakeFirst();
  assert.equal(bob?.days, 0);
});

test('whose service has ended is neither frozen nor fined, charged nor given a discount', async t => {
  const options = { CAP_ENABLED: '1', CAP_DAYLIMIT: '0', DISCOUNTS_ENABLED: '1', ASTERISK_ENABLED: '1' };
  const { floor, call, balance } = await openFloor(t, options);
  await closeSubscriber(floor.db, 2);
  await floor.db.insertInto('debt_days').values({ subscriber_id: 2, days: 0, last_date: '2026-11-20' }).execute();
  for (const words of ['autofreeze', 'crimeandpunishment', 'discountprocessing']) await call(words);
  assert.deepEqual([await balance('bob'), (await subscriber(floor.db, 'bob')).frozen], [-3000, 0]);
  await call('asterisk&param=setpause&login=bob');
  await call('freezemonth');
  assert.equal(await balance('bob'), -3000);
});

test('frozen debtors are left out by option', async t => {
  const options = { CAP_ENABLED: '1', CAP_IGNOREFROZEN: '1' };
  const { floor, call } = await openFloor(t, options, "UPDATE users SET Passive=1 WHERE login='bob'");
  await call('crimeandpunishment');
  const rows = await floor.db.selectFrom('debt_days').select('subscriber_id').execute();
  assert.deepEqual(rows, [{ subscriber_id: 6 }]);
});

test('a planned change of cable tariff comes before the fee', async t => {
  const more = `INSERT INTO ukv_tariffs (id,tariffname,price) VALUES (2,'Wide',90); UPDATE ukv_users SET tariffnmid=2 WHERE id=1`;
  const { floor, call } = await openFloor(t, { UKV_ENABLED: '1' }, more);
  assert.equal((await call('ukvfeeprocessing')).text, 'OK:UKVFEEPROCESSING:3');
  assert.deepEqual((await notes(floor.db, 'ukvfeeprocessing'))[0], [-9000, 'UKVFEE:Wide November 2026']);
});

/** A task for alice, and what is different of her then. */
const tasks: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  ['addcash', '15.5|2', { balance_minor: 51_550 }],
  ['corrcash', '-3', { balance_minor: 49_700 }],
  ['setcash', '7.25', { balance_minor: 725 }],
  ['credit', '30', { credit_minor: 3000 }],
  ['creditexpire', '2026-12-24', { credit_until: '2026-12-24' }],
  ['tariffchange', 'Day10', { tariff_id: 2 }],
  ['freeze', '', { frozen: 1 }],
  ['down', '', { down: 1 }],
  ['unao', '', { always_online: 0 }],
  ['reset', '', {}],
];

for (const [action, param, change] of tasks) {
  test(`a planned ${action}`, async t => {
    const { floor, call } = await openFloor(t);
    const before = await subscriber(floor.db, 'alice');
    await floor.db.updateTable('task').set({ task_action: action, param }).where('task_id', '=', 1).execute();
    assert.equal((await call('dealwithit')).text, 'OK:DEALWITHIT');
    assert.deepEqual(await subscriber(floor.db, 'alice'), { ...before, ...change });
    const task = await floor.db.selectFrom('task').select('state').where('task_id', '=', 1).executeTakeFirst();
    assert.equal(task?.state, 'done');
  });
}

test('planned tags, speeds and discounts', async t => {
  const { floor, call } = await openFloor(t);
  const due = { due: '2026-11-21', login: 'henry', state: 'due', created: 'x' };
  const rows = [
    ['tagadd', '2'],
    ['tagadd', '2'],
    ['tagadd', '3'],
    ['tagdel', '3'],
    ['setspeed', '2048'],
    ['setdiscount', '107.5'],
  ].map(([task_action = '', param = '']) => ({ ...due, task_action, param }));
  await floor.db.insertInto('task').values(rows).execute();
  await call('dealwithit');
  const { subscriber_id } = await subscriber(floor.db, 'henry');
  const tags = await floor.db
    .selectFrom('subscriber_tag')
    .selectAll()
    .where('subscriber_id', '=', subscriber_id)
    .execute();
  assert.deepEqual(tags, [{ subscriber_id, tag_id: 2, quantity: 2 }]);
  const profile = await floor.db
    .selectFrom('subscriber_profile as p')
    .leftJoin('discount as d', 'd.subscriber_id', 'p.subscriber_id')
    .select(['p.speed_kbit', 'd.basis_points'])
    .where('p.subscriber_id', '=', subscriber_id)
    .executeTakeFirst();
  assert.deepEqual(profile, { speed_kbit: 2048, basis_points: 10_750 });
});

test('tasks that make no sense fail alone, and are told', async t => {
  const { floor, call } = await openFloor(t);
  const due = { due: '2026-11-21', login: 'henry', state: 'due', created: 'x' };
  const wrong = [
    ['addcash', '1,5'],
    ['creditexpire', '2026-02-30'],
    ['tariffchange', 'NoSuch'],
    ['tagadd', '99'],
    ['setspeed', 'fast'],
    ['setdiscount', '-1'],
    ['setdiscount', ''],
    ['toString', ''],
  ].map(([task_action = '', param = '']) => ({ ...due, task_action, param }));
  await floor.db.deleteFrom('task').execute();
  await floor.db.insertInto('task').values(wrong).execute();
  assert.deepEqual((await call('dealwithit')).counts, { failed: wrong.length });
  const told = await floor.db.selectFrom('event').select('body').where('body', 'like', 'SCHEDULER FAIL%').execute();
  assert.equal(told.length, wrong.length);
});
