import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeSubscriber } from '../../../src/crm/close-subscriber.ts';
import { verifyLedger } from '../../../src/store/ledger/verify-ledger.ts';
import { openMessageFloor } from '../messages/message-floor.ts';

const megogo = `INSERT INTO mg_subscribers (login,tariffid,actdate,active,\`primary\`,freeperiod) VALUES
  ('alice',1,'2026-10-01 00:00:00',1,1,0),('bob',1,'2026-10-01 00:00:00',1,1,0),('carol',1,'2026-11-10 00:00:00',1,1,1)`;

async function openMegogo(t: Parameters<typeof openMessageFloor>[0], options = {}) {
  const floor = await openMessageFloor(t, { MG_ENABLED: '1', ...options }, megogo);
  for (const login of ['alice', 'bob', 'carol']) floor.lab.megogo.subscribed.add(`ub_${login} mg1`);
  return floor;
}

type Floor = Awaited<ReturnType<typeof openMegogo>>;

async function activeLogins({ floor }: Floor): Promise<readonly string[]> {
  const rows = await floor.db
    .selectFrom('tv_subscription as v')
    .innerJoin('subscriber as s', 's.subscriber_id', 'v.subscriber_id')
    .select('s.login')
    .where('v.active', '=', 1)
    .orderBy('s.login')
    .execute();
  return rows.map(({ login }) => login);
}

test('Megogo: who can pay is charged once a month, who cannot is ended, there and here', async t => {
  const floor = await openMegogo(t, { MG_FREEPERIOD_DAYS: '14' });
  assert.equal((await floor.call('mgprocessing')).text, 'alice FEE 40\nbob UNSUB [1]\n');
  assert.equal((await floor.call('mgprocessing')).text, '');
  assert.equal(await floor.balance('alice'), 46_000);
  assert.deepEqual([...floor.lab.megogo.subscribed], ['ub_alice mg1', 'ub_carol mg1']);
  assert.deepEqual(await activeLogins(floor), ['alice', 'carol']);
  assert.equal((await floor.call('mgfreecleanup', { asOf: '2026-11-24' })).text, 'carol UNSUB [1] FREE\n');
  assert.deepEqual(await activeLogins(floor), ['alice']);
  assert.equal((await floor.call('mgprocessing', { asOf: '2026-12-01' })).text, 'alice FEE 40\n');
  assert.deepEqual((await verifyLedger(floor.floor.db)).faults, []);
});

test('Megogo: with MG_SPREAD each day costs its part, once', async t => {
  const floor = await openMegogo(t, { MG_SPREAD: '1' });
  for (let again = 0; again < 2; again++) await floor.call('mgprocessing');
  await floor.call('mgprocessing', { asOf: '2026-11-22' });
  assert.equal(await floor.balance('alice'), 50_000 - 2 * 133);
});

test('Megogo: who has paid and is poor since then is not ended', async t => {
  const floor = await openMegogo(t);
  await floor.call('mgprocessing');
  await floor.call('usercash&login=alice&summ=-455');
  await floor.call('mgprocessing');
  assert.deepEqual(await activeLogins(floor), ['alice']);
});

test('whose service has ended is not charged again, and Megogo is told', async t => {
  const floor = await openMegogo(t, { MG_FREEPERIOD_DAYS: '14' });
  const alice = floor.floor.db.selectFrom('subscriber').select('subscriber_id').where('login', '=', 'alice');
  await closeSubscriber(floor.floor.db, (await alice.executeTakeFirstOrThrow()).subscriber_id);
  assert.equal((await floor.call('mgprocessing')).text, 'bob UNSUB [1]\n');
  assert.equal((await floor.call('mgqueue')).text, 'alice SCHEDULE UNSUB [1]\n');
  assert.deepEqual([...floor.lab.megogo.subscribed], ['ub_carol mg1']);
  assert.equal(await floor.balance('alice'), 50_000);
});

for (const [failure, after] of [
  ['reset', ['alice', 'bob', 'carol']],
  [500, ['alice', 'bob', 'carol']],
  ['deaf', ['alice', 'bob', 'carol']],
] as const) {
  test(`Megogo: an end that fails (${failure}) is tried again until Megogo has heard it`, async t => {
    const floor = await openMegogo(t);
    floor.lab.fail('megogo', failure);
    const first = await floor.call('mgprocessing');
    assert.deepEqual([first.text, first.counts['calls failed']], ['alice FEE 40\n', 2]);
    assert.equal((await floor.call('mgprocessing')).text, 'ERROR:MGPROCESSING_FAILED');
    assert.deepEqual(await activeLogins(floor), after);
    floor.lab.fail('megogo', failure, 0);
    await floor.call('mgprocessing');
    assert.deepEqual(await activeLogins(floor), ['alice']);
    assert.deepEqual([...floor.lab.megogo.subscribed], ['ub_alice mg1']);
  });
}

test('Megogo: what it refuses stays here, and is told', async t => {
  const floor = await openMegogo(t);
  floor.lab.megogo.subscribed.clear();
  for (let again = 0; again < 2; again++) assert.equal((await floor.call('mgprocessing')).counts['calls failed'], 2);
  assert.deepEqual(await activeLogins(floor), ['alice', 'bob', 'carol']);
});

test('Megogo: ends that were asked for are carried out once', async t => {
  const sql = `${megogo};INSERT INTO mg_queue (id,date,login,action,tariffid) VALUES (1,NOW(),'alice','unsub',1)`;
  const floor = await openMessageFloor(t, { MG_ENABLED: '1' }, sql);
  floor.lab.megogo.subscribed.add('ub_alice mg1');
  floor.lab.down();
  assert.equal((await floor.call('mgqueue')).text, 'ERROR:MGQUEUE_FAILED');
  const due = await floor.floor.db.selectFrom('tv_request').selectAll().executeTakeFirstOrThrow();
  assert.equal(due.state, 'due');
  assert.ok((due.last_error ?? '').length > 0);
  await floor.lab.up();
  const { text, counts } = await floor.call('mgqueue');
  assert.deepEqual([text, counts], ['alice SCHEDULE UNSUB [1]\n', { ended: 1 }]);
  assert.deepEqual((await floor.call('mgqueue')).counts, {});
  assert.equal(floor.lab.megogo.subscribed.size, 0);
});

test('ProstoTV is charged once a month, whatever the balance', async t => {
  const sql = `INSERT INTO ptv_tariffs (id,serviceid,main,name,fee) VALUES (1,1,1,'P',33);
    INSERT INTO ptv_subscribers (date,active,subscriberid,login,maintariff,addtariffs) VALUES (NOW(),1,5,'bob',1,''),(NOW(),0,6,'carol',1,'')`;
  const floor = await openMessageFloor(t, { PTV_ENABLED: '1' }, sql);
  for (let again = 0; again < 2; again++) assert.equal((await floor.call('ptvchargefee')).text, 'OK:PTVCHARGEFEE');
  assert.equal(await floor.balance('bob'), -6300);
});

const olltv = `INSERT INTO ot_tariffs (id,name,alias,fee,period,main) VALUES (1,'base','base',50,'month',1),(2,'plus','plus',25,'month',0);
  INSERT INTO ot_users (id,login,date,active,tariffid,addtariffid) VALUES (1,'alice',NOW(),1,1,2),(2,'bob',NOW(),1,1,0),(3,'dave',NOW(),1,1,0)`;

test('Oll.tv: fees of both plans once a month; bundles of the poor and the frozen are suspended', async t => {
  const floor = await openMessageFloor(t, { OLLTV_ENABLED: '1' }, olltv);
  for (const login of ['alice', 'bob', 'dave']) floor.lab.olltv.bundles.add(`${login} base`);
  for (let again = 0; again < 2; again++) await floor.call('olltvchargefee');
  assert.equal(await floor.balance('alice'), 42_500);
  assert.deepEqual([...floor.lab.olltv.bundles], ['alice base']);
  assert.equal(floor.lab.olltv.logins, 2);
  const rows = await floor.floor.db.selectFrom('partner_call').select(['subject', 'state']).execute();
  assert.deepEqual(rows, [
    { subject: 'bob', state: 'done' },
    { subject: 'dave', state: 'done' },
  ]);
});

test('Oll.tv: without a login there nobody is charged', async t => {
  const floor = await openMessageFloor(t, { OLLTV_ENABLED: '1', OLLTV_LOGIN: '' }, olltv);
  assert.equal((await floor.call('olltvchargefee')).text, 'ERROR:OLLTVCHARGEFEE_FAILED');
  assert.equal(await floor.balance('alice'), 50_000);
});

test('Oll.tv: a wrong password suspends nobody, and is not written down', async t => {
  const floor = await openMessageFloor(t, { OLLTV_ENABLED: '1', OLLTV_PASSWORD: 'a-wrong-password' }, olltv);
  assert.equal((await floor.call('olltvchargefee')).counts['calls failed'], 2);
  const active = await floor.floor.db.selectFrom('tv_subscription').where('active', '=', 1).selectAll().execute();
  assert.equal(active.length, 3);
  const calls = await floor.floor.db.selectFrom('partner_call').selectAll().execute();
  assert.ok(!JSON.stringify(calls).includes('a-wrong-password'));
});
