import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openFloor } from './action-floor.ts';

test('good days are counted once a day, and enough of them pay out a growing part of the fee', async t => {
  const options = {
    CUD_ENABLED: '1',
    CUD_PULLDAYS: '1',
    CUD_PERCENT: '2',
    CUD_PERCENTLIMIT: '3',
    CUD_OPERATION: 'ADD',
  };
  const { call, floor, balance } = await openFloor(t, options);
  const balances = [];
  for (const asOf of ['2026-11-21', '2026-11-22', '2026-11-22', '2026-11-23', '2026-11-24']) {
    assert.equal((await call('cudiscounts', { asOf })).text, 'OK:CUDISCOUNTS');
    balances.push(await balance('alice'));
  }
  assert.deepEqual(balances, [50_000, 50_500, 50_500, 50_500, 51_500]);
  const notes = await floor.db
    .selectFrom('ledger')
    .select('note')
    .where('action', '=', 'cudiscounts')
    .where('owner_id', '=', 1)
    .execute();
  assert.deepEqual(
    notes.map(row => row.note),
    ['DISCOUNT:2', 'DISCOUNT:4'],
  );
  const bob = await floor.db
    .selectFrom('loyalty')
    .select(['days', 'basis_points'])
    .where('subscriber_id', '=', 2)
    .execute();
  assert.deepEqual(bob, [{ days: 0, basis_points: 0 }]);
});

test('who took a credit by himself this month is spared when asked', async t => {
  const { call, floor } = await openFloor(t);
  const frozen = async (): Promise<readonly string[]> =>
    (await floor.db.selectFrom('subscriber').select('login').where('frozen', '=', 1).orderBy('login').execute()).map(
      row => row.login,
    );
  assert.equal((await call('autofreeze&param=nocredit')).counts['frozen'], 1);
  assert.deepEqual(await frozen(), ['dave', 'frank']);
  assert.equal((await call('autofreeze&param=nocredit', { asOf: '2026-12-01' })).counts['frozen'], 1);
  assert.deepEqual(await frozen(), ['bob', 'dave', 'frank']);
});

test('the limit of the month counts fees of the tariff', async t => {
  const { call } = await openFloor(t, { AUTOFREEZE_CASH_LIMIT: '-4' });
  assert.deepEqual((await call('autofreezemonth')).counts, { frozen: 1 });
  const strict = await openFloor(t, { AUTOFREEZE_CASH_LIMIT: '5' });
  assert.deepEqual((await strict.call('autofreezemonth')).counts, {});
});

test('an alias belongs to one login', async t => {
  const { call } = await openFloor(t, { MEACULPA_ENABLED: '1' });
  const replies = [];
  for (const words of [
    'login=bob&culpa=x',
    'login=bob&culpa=x',
    'login=alice&culpa=x',
    'login=bob&culpa=y',
    'login=alice&culpa=x',
    'login=a',
  ]) {
    replies.push((await call(`setculpa&${words}`)).text);
  }
  assert.deepEqual(replies, [
    'OK:MEACULPA',
    'FAIL:MEACULPA',
    'FAIL:MEACULPA',
    'OK:MEACULPA',
    'OK:MEACULPA',
    'ERROR:GET_NO_PARAM',
  ]);
});

test('a reset leaves access on, whatever it was', async t => {
  const { call, floor } = await openFloor(t);
  await call('reset&param=henry');
  const byDown = await openFloor(t, { RESET_AO: '0' });
  await byDown.call('reset&param=gina');
  const henry = await floor.db
    .selectFrom('subscriber')
    .select('always_online')
    .where('login', '=', 'henry')
    .executeTakeFirst();
  const gina = await byDown.floor.db
    .selectFrom('subscriber')
    .select('down')
    .where('login', '=', 'gina')
    .executeTakeFirst();
  assert.deepEqual([henry, gina], [{ always_online: 1 }, { down: 0 }]);
});
