import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMessageFloor } from '../messages/message-floor.ts';

const on = { BTRX24_ENABLED: '1', OPHANIMFLOW_ENABLED: '1' };

/** The logins of each list that Bitrix24 has got. */
function sentLogins({ lab }: Awaited<ReturnType<typeof openMessageFloor>>): readonly (readonly string[])[] {
  return lab.bitrix.received.map(({ value }) => (value as { readonly login: string }[]).map(({ login }) => login));
}

/** Noon of a day, in seconds. */
function moment(day: string): number {
  return new Date(`${day}T12:00:00`).getTime() / 1000;
}

test('Bitrix24 gets everybody, then only who changed', async t => {
  const floor = await openMessageFloor(t, on);
  for (let again = 0; again < 2; again++) assert.equal((await floor.call('btrxupd')).text, 'OK:BTRXUPD');
  await floor.call('usercash&login=alice&summ=1');
  await floor.call('btrxupd');
  const [first = [], ...others] = sentLogins(floor);
  assert.equal(first.length, 12);
  assert.deepEqual(others, [['alice']]);
  const [list] = floor.lab.bitrix.received;
  assert.equal(list?.field, 'usrsupdtd');
  const [alice, bob, carol] = (list?.value ?? []) as Readonly<Record<string, string | number>>[];
  const changes = new Date('2026-11-21T02:10:00').getTime() / 1000;
  // As the original sent them, but for the passwords and that a sum is always a number.
  const paid = { cash_first_pay: moment('2026-11-21'), cash_last_pay: moment('2026-11-21'), cash_all_pays: 150.5 };
  const common = { password: '', tariff: 'Home100', speed_up: '51200', speed_down: '102400', abonplata: '250' };
  const ending = { credit: '0', credit_day: '0', onu_signal: 0, lat: 0 };
  assert.deepEqual(alice, {
    ...common,
    ...ending,
    ...paid,
    phone: '+380501112233',
    fio: 'Alice Testova',
    pay_id: 663_665_735,
    login: 'alice',
    balance: '500',
    tegs: 'static-ip,iptv,sms',
    mobile2: '+380671112233',
    full_adress: 'Main 5/12',
    deal_with_it1: 0,
    deal_with_it2: '',
    owner: 'Agent One',
    ip: '10.0.0.11',
    mac: '02:00:00:00:00:0b',
  });
  assert.deepEqual(
    [bob?.['owner'], bob?.['cash_first_pay'], bob?.['cash_last_pay'], bob?.['cash_all_pays']],
    ['Agent Two', moment('2026-11-20'), 0, 200],
  );
  assert.deepEqual(
    [carol?.['fio'], carol?.['full_adress'], carol?.['deal_with_it1'], carol?.['deal_with_it2']],
    [null, null, changes, 'Day10'],
  );
});

test('Bitrix24: what it did not take is sent again', async t => {
  const floor = await openMessageFloor(t, on);
  for (const failure of ['reset', 500] as const) {
    floor.lab.fail('bitrix', failure, 1);
    const reply = await floor.call('btrxupd');
    assert.deepEqual([reply.outcome, reply.text], ['failed', 'ERROR:BTRXUPD_FAILED']);
  }
  await floor.call('btrxupd');
  assert.deepEqual(
    sentLogins(floor).map(logins => logins.length),
    [12],
  );
});

test('Bitrix24: without a URL nothing is sent, and it is said', async t => {
  const floor = await openMessageFloor(t, { ...on, BTRX24_EXPORT_URL: '', BTRX24_POLLS_URL: '' });
  assert.equal((await floor.call('btrxupd')).text, 'ERROR:BTRXUPD_FAILED');
  assert.equal((await floor.call('btrxpolls')).text, 'ERROR:BTRXPOLLS_FAILED');
});

test("Bitrix24 gets today's votes", async t => {
  const sql = `INSERT INTO polls (id,title,enabled) VALUES (1,'P1',1); INSERT INTO polls_options (id,poll_id,text) VALUES (1,1,'Yes');
    INSERT INTO polls_votes (date,option_id,poll_id,login) VALUES ('2026-11-21 10:00:00',1,1,'alice'),('2026-11-20 10:00:00',1,1,'bob')`;
  const floor = await openMessageFloor(t, on, sql);
  assert.equal((await floor.call('btrxpolls')).text, 'OK:BTRXPOLLS');
  const vote = { login: 'alice', vote: 'Yes', option_id: '1', address: 'Main 5/12', date: '2026-11-21 10:00:00' };
  assert.deepEqual(floor.lab.bitrix.received, [
    { field: 'pollsupdtd', value: { 1: { id: 1, title: 'P1', enabled: '1', votes: [vote] } } },
  ]);
});

test("OphanimFlow: each address's octets of the month, as often as they are asked for", async t => {
  const floor = await openMessageFloor(t, on);
  Object.assign(floor.lab.ophanim.traffic, { '10.0.0.11': { dl: 1000, ul: 200 }, '10.9.9.9': { dl: 1, ul: 1 } });
  for (let again = 0; again < 2; again++) assert.equal((await floor.call('ophanimtraff')).text, 'OK:OPHANIMTRAFF_DONE');
  const rows = await floor.floor.db.selectFrom('traffic_month').selectAll().execute();
  assert.deepEqual(
    rows.map(({ month, octets_down, octets_up }) => [month, octets_down, octets_up]),
    [['2026-11', 1000, 200]],
  );
});

test('OphanimFlow: one dead collector is told, all dead are a failure', async t => {
  const floor = await openMessageFloor(t, on);
  const options = { ...on, OPHANIMFLOW_URLS: `http://127.0.0.1:1,${floor.lab.url}/ophanim` };
  const other = await openMessageFloor(t, options);
  const reply = await other.call('ophanimtraff');
  assert.deepEqual([reply.outcome, reply.reason], ['done', 'no answer from http://127.0.0.1:1']);
  floor.lab.fail('ophanim', 500);
  assert.equal((await other.call('ophanimtraff')).text, 'ERROR:OPHANIMTRAFF_FAILED');
});
