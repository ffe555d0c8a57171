/** Options in the ways operators write them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readIni } from '../../src/actions/options/read-ini.ts';
import { openFloor } from './action-floor.ts';

/** FREEZEMONTH_ONLY_TAG and FREEZEMONTH_EXCLUDE_TAG, and what dave, who is frozen and has the tag 1, then pays. */
const tags: readonly (readonly [string | undefined, string | undefined, number])[] = [
  ['3,1', undefined, -2050],
  ['31', undefined, 0],
  ['vip', undefined, 0],
  ['0', '', -2050],
  [undefined, '3, 1', 0],
  [undefined, '31', -2050],
];

for (const [only, except, paid] of tags) {
  test(`a keeping fee only for the tags ${only}, except ${except}`, async t => {
    const named = Object.entries({ FREEZEMONTH_ONLY_TAG: only, FREEZEMONTH_EXCLUDE_TAG: except });
    const given = named.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
    const { floor, call, balance } = await openFloor(t, { FREEZEMONTH_COST: '20.50', ...Object.fromEntries(given) });
    const before = await balance('dave');
    await call('freezemonth');
    assert.equal((await balance('dave')) - before, paid);
    const rows = await floor.db.selectFrom('ledger').select('note').where('action', '=', 'freezemonth').execute();
    assert.deepEqual(
      rows.map(row => row.note),
      paid === 0 ? [] : ['FROZEN FEE CHARGE:20.50'],
    );
  });
}

test('a cost that is no amount is an error of the run', async t => {
  const { call } = await openFloor(t, { FREEZEMONTH_COST: 'much' });
  const { text, reason } = await call('freezemonth');
  assert.deepEqual([text, /FREEZEMONTH_COST must be an amount/.test(reason ?? '')], ['ERROR:FREEZEMONTH_FAILED', true]);
});

test('what is on by default is off by 0, off, no and an empty text', async t => {
  for (const off of ['0', 'off', 'No', 'false', '""', '']) {
    const options = readIni(`AGENTS_ASSIGN=${off}\nVSERVICES_AS_PAYMENTS = ${off} ; a comment`);
    const { call } = await openFloor(t, options);
    assert.match((await call('getagentdata&param=bob')).text, /^\{"id":"1"/, `the default agent by ${off}`);
  }
});

test('services are booked as corrections when the option is off', async t => {
  const { call, floor } = await openFloor(t, { VSERVICES_AS_PAYMENTS: '' });
  await call('vserviceschargefee');
  const kinds = floor.db.selectFrom('ledger').select('kind').distinct().where('action', '=', 'vserviceschargefee');
  assert.deepEqual(await kinds.execute(), [{ kind: 'correction' }]);
});
