import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transliterate } from '../../../src/actions/messages/transliterate.ts';
import { openMessageFloor } from './message-floor.ts';

const on = { SMSZILLA_ENABLED: '1' };

/** Rules, and whose numbers they choose, by the last four digits. */
const cases: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  ['debtors', { cashlesszero: 'on' }, '3344 5566 7788'],
  ['a part of a name', { realname: 'Test' }, '2233'],
  ['rules must all agree', { cashlesszero: 'on', realname: 'боб' }, '3344'],
  ['frozen', { passive: 'on' }, '4455'],
  ['switched off', { down: 'on' }, '6677'],
  ['a tag', { tags: '36' }, '2233 5566'],
  ['one of two tags', { tags: '3,2' }, '2233 3344 7788'],
  ['a switch', { switch: '1' }, '2233'],
  ['a district', { district: '1' }, '2233'],
  ['money', { cashgreater: '100' }, '2233 4455'],
  ['no more money than', { cashlesser: '-100' }, '5566 7788'],
  ['credit', { creditset: 'on' }, '5566'],
  ['days left', { cashdays: '80', cashgreater: '200' }, '2233'],
  ['money that ends before the next month does', { cashmonth: 'on' }, '4455 6677'],
  ['active: with access', { active: 'on' }, '2233 5566 0000'],
  ["another direction's rules", { login: 'bob', numcontain: 'x', ukvactive: 'on' }, '3344'],
  ['further numbers', { login: 'alice', extmobiles: 'on' }, '2233 2233'],
  ['address', { address: 'side 7' }, '3344'],
  ['empty rules count for nothing', { login: 'bob', tariff: '', city: '0' }, '3344'],
];

for (const [what, rules, numbers] of cases) {
  test(`a campaign to subscribers: ${what}`, async t => {
    const floor = await openMessageFloor(t, on);
    assert.equal(await send(floor, 'login', rules), 'OK:SMSZILLA');
    assert.equal(await endings(floor), numbers);
  });
}

type Floor = Awaited<ReturnType<typeof openMessageFloor>>;

async function send(
  { floor, call }: Floor,
  direction: string,
  rules: Readonly<Record<string, string>>,
): Promise<string> {
  const fields = Object.entries(rules).map(([name, value]) => [`newfilter${name}`, value]);
  const text = JSON.stringify({ newfilterdirection: direction, newfiltername: 'x', ...Object.fromEntries(fields) });
  await floor.db.updateTable('campaign_filter').set({ rules: text }).execute();
  return (await call('smszilla&filterid=1&templateid=1')).text;
}

async function endings(floor: Floor): Promise<string> {
  return (await floor.messages()).map(line => line.split(' ')[1]?.slice(-4)).join(' ');
}

test('campaigns to employees, cable customers and lists', async t => {
  const floor = await openMessageFloor(
    t,
    on,
    "INSERT INTO smz_nums (id,numid,mobile,notes) VALUES (1,5,'0501112233','a'),(2,5,'0991234567','b')",
  );
  await send(floor, 'employee', { employeeactive: 'on', employeeappointment: 'TEC' });
  assert.equal(await endings(floor), '0001');
  await send(floor, 'numlist', { numlist: '5', numnotouruser: 'on', numcontain: 'B', numnotcontain: 'a' });
  assert.equal(await endings(floor), '0001 4567');
  await floor.floor.db.updateTable('cable_subscriber').set({ mobile: '0507654321' }).execute();
  await send(floor, 'ukv', { ukvtariff: '1', ukvdebtor: 'on', cashlesszero: 'on' });
  assert.match(await endings(floor), /^0001 4567( 4321)*$/);
});

test('who has left gets none', async t => {
  const floor = await openMessageFloor(t, on);
  await floor.floor.db.updateTable('subscriber').set({ closed: '2026-11-01' }).where('login', '=', 'bob').execute();
  await send(floor, 'login', { cashlesszero: 'on' });
  assert.equal(await endings(floor), '5566 7788');
});

test('a rule that is not known sends nothing to nobody', async t => {
  const floor = await openMessageFloor(t, on);
  assert.equal(await send(floor, 'login', { colour: 'red' }), 'ERROR:SMSZILLA_FAILED');
  assert.equal(await send(floor, 'nobody', {}), 'ERROR:SMSZILLA_FAILED');
  assert.equal(await send(floor, 'ukv', { address: 'Side' }), 'ERROR:SMSZILLA_FAILED');
  assert.deepEqual(await floor.messages(), []);
});

test('who does not want messages gets none, and the same text goes once a day', async t => {
  const floor = await openMessageFloor(t, on, "INSERT INTO smz_excl (id,mobile) VALUES (1,'0502223344')");
  for (let again = 0; again < 3; again++) await send(floor, 'login', { cashlesszero: 'on' });
  assert.equal(await endings(floor), '5566 7788');
  const reply = await floor.call('smszilla&filterid=1&templateid=1', { asOf: '2026-11-22' });
  assert.deepEqual(reply.counts, { queued: 2 });
});

test('in Latin letters, as the original writes them', () => {
  assert.equal(
    transliterate('Щира Їжа, Шановний Євген Ґалаґан об\'їзд №1 "ёы"'),
    'Schira Yizha, Shanovniy Evgen Galagan obyizd №1 "ey"',
  );
});

test('templates know the subscriber', async t => {
  const floor = await openMessageFloor(t, on);
  const words =
    'LOGIN FULLADDRESS CASH CREDIT LACK TARIFF TARIFFPRICE CONTRACT MOBILE IP MAC EMAIL CURDATE USERONLINETODATE NONE phone TariffNMPrice';
  const body = words.replaceAll(/\w+/g, '{$&}');
  await floor.floor.db.updateTable('campaign_template').set({ body }).execute();
  await send(floor, 'login', { login: 'alice' });
  assert.deepEqual(await floor.messages(), [
    'sms +380501112233 queued 0 alice Main 5/12 500 0 0 Home100 250 C-1001 +380501112233 10.0.0.11 02:00:00:00:00:0b alice@example.org 2026-11-21 2027-02-01 {NONE} 0321234567 0',
  ]);
});
