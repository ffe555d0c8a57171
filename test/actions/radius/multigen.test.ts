import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openRadius } from '../../../src/store/radius/open-radius.ts';
import { callOn, openFloor, type TestFloor } from '../action-floor.ts';
import { type Cells, scenarios } from '../replay/transcript.ts';

const options = { MULTIGEN_ENABLED: '1', MULTIGEN_RADCLIENT: '/bin/true' };

/** A server for radclient: it writes down what it was called with and read. */
async function openRadiusFloor(t: TestContext): Promise<TestFloor & { readonly sent: () => readonly string[] }> {
  const at = await openFloor(t, options);
  const [program, log] = [join(at.home, 'radclient'), join(at.home, 'packets')];
  const script = `#!/bin/sh
while [ "$1" != -S ]; do shift; done
while read -r line; do
  [ -z "$line" ] || echo "$3 $4 $(cat "$2") $line" >> ${log}
  case $line in *bob*) echo "Received Disconnect-NAK Id 1";; *User-Name*) echo "Received Disconnect-ACK Id 1";; esac
done
exit 1
`;
  writeFileSync(program, script);
  writeFileSync(log, '');
  chmodSync(program, 0o755);
  const floor = { ...at.floor, options: { ...at.floor.options, text: radclientIs(at.floor, program) } };
  const sent = (): readonly string[] => {
    const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean);
    writeFileSync(log, '');
    return lines;
  };
  return { ...at, floor, call: (words, more) => callOn(floor, words, more), sent };
}

function radclientIs({ options: before }: TestFloor['floor'], program: string) {
  return (name: string): string | undefined => (name === 'MULTIGEN_RADCLIENT' ? program : before.text(name));
}

function rowsOf({ floor }: TestFloor, table: string): readonly unknown[] {
  const sqlite = openRadius(floor.config.radiusDatabase);
  try {
    const order = 'username, attribute, value';
    return sqlite.prepare(`select username, attribute, op, value from ${table} order by ${order}`).all();
  } finally {
    sqlite.close();
  }
}

test("the attributes are the original's, step by step", async t => {
  const at = await openFloor(t, options);
  const steps = scenarios.find(({ id }) => id === 'multigen')?.steps ?? [];
  const expected = { radcheck: new Map<string, Cells>(), radreply: new Map<string, Cells>() };
  for (const { request, sql, db_changes = {} } of steps.slice(0, 6)) {
    if (sql !== undefined) await setBalance(at, Number(/Cash=(-?\d+)/.exec(sql)?.[1]) * 100);
    if (request === undefined) continue;
    assert.equal((await at.call('multigen')).text, 'OK: MULTIGEN');
    for (const [theirs, ours] of [
      ['mlg_check', 'radcheck'],
      ['mlg_reply', 'radreply'],
    ] as const) {
      for (const { id, ...row } of db_changes[theirs]?.removed ?? []) expected[ours].delete(`${id} ${row['value']}`);
      for (const { id, ...row } of db_changes[theirs]?.added ?? []) expected[ours].set(`${id} ${row['value']}`, row);
      assert.deepEqual(rowsOf(at, ours), sorted([...expected[ours].values()]), request);
    }
  }
  assert.ok(expected.radreply.size > 10);
  assert.equal((await at.call('multigen')).counts['written'], undefined, 'nothing changes the second time');
});

test('who loses or gets access is told to the server once, and by no argument', async t => {
  const at = await openRadiusFloor(t);
  await at.call('multigen');
  assert.deepEqual(at.sent(), [], 'nobody is told of at first sight');
  await setBalance(at, -500);
  assert.deepEqual((await at.call('multigen')).counts['packets'], 1);
  await at.call('multigen');
  assert.deepEqual(at.sent(), [`127.0.0.1:3799 disconnect ${secret} User-Name=alice`]);
  const { db } = at.floor;
  await db
    .updateTable('radius_nas')
    .set({ service: 'coa', coa_connect: 'User-Name={USERNAME},Framed-IP-Address={IP}' })
    .execute();
  await setBalance(at, 500);
  await at.call('multigen');
  assert.deepEqual(at.sent(), [`127.0.0.1:3799 coa ${secret} User-Name=alice,Framed-IP-Address=10.0.0.11`]);
});

test('where there is no PoD, CoA disconnects; other values begin anew, more attributes do not', async t => {
  const at = await openRadiusFloor(t);
  const { db } = at.floor;
  const packets = { pod: '', coa_disconnect: 'User-Name={USERNAME}', coa_connect: 'User-Name={USERNAME},Filter-Id=on' };
  await db
    .updateTable('radius_nas')
    .set({ service: 'podcoa', ...packets })
    .execute();
  await at.call('multigen');
  await setBalance(at, -500);
  await at.call('multigen');
  await setBalance(at, 500);
  await at.call('multigen');
  const [on, off] = [',Filter-Id=on', ''].map(more => `127.0.0.1:3799 coa ${secret} User-Name=alice${more}`);
  assert.deepEqual(at.sent(), [off, on]);
  const common = { nas_id: 1, scenario: 'reply', modifier: 'all', operator: '=' };
  await db
    .insertInto('radius_attribute')
    .values({ ...common, attribute: 'Reply-Message', content: 'hello' })
    .execute();
  await at.call('multigen');
  assert.deepEqual(at.sent(), []);
  await db.updateTable('subscriber_profile').set({ speed_kbit: 512 }).where('subscriber_id', '=', 1).execute();
  await at.call('multigen');
  assert.deepEqual(at.sent(), [off, on]);
});

test('who was not told when a run broke off is told by the next', async t => {
  const at = await openRadiusFloor(t);
  await at.call('multigen');
  await setBalance(at, -500);
  const without = { ...at.floor, options: { ...at.floor.options, text: radclientIs(at.floor, '/no/such/radclient') } };
  assert.equal((await callOn(without, 'multigen')).outcome, 'failed');
  assert.equal((await at.call('multigen')).text, 'OK: MULTIGEN');
  assert.deepEqual(at.sent(), [`127.0.0.1:3799 disconnect ${secret} User-Name=alice`]);
});

test('hundreds are told in their order, and a refusal is counted', async t => {
  const at = await openRadiusFloor(t);
  await at.call('multigen');
  await at.floor.db.updateTable('subscriber').set({ down: 1 }).where('login', 'in', ['alice', 'kate']).execute();
  await at.floor.db.updateTable('radius_state').set({ active: 1 }).execute();
  const { counts } = await at.call('multigen');
  assert.deepEqual([counts['packets'], counts['refused_packets'], counts['unanswered_packets']], [6, 1, undefined]);
  assert.equal(at.sent().length, 7);
});

test('only for the active: they have every attribute, whatever its modifier', async t => {
  const at = await openFloor(t, options);
  await at.floor.db.updateTable('radius_nas').set({ only_active: 1 }).execute();
  await at.floor.db.updateTable('radius_attribute').set({ modifier: 'inactive' }).execute();
  await at.call('multigen');
  assert.deepEqual([rowsOf(at, 'radcheck').length, rowsOf(at, 'radreply').length], [7, 14]);
});

test('rows that somebody else wrote stay, and all of ours are written anew when asked', async t => {
  const at = await openFloor(t, options);
  await at.call('multigen');
  const sqlite = openRadius(at.floor.config.radiusDatabase);
  t.after(() => sqlite.close());
  sqlite.exec("insert into radreply (username, attribute, op, value) values ('alice', 'Reply-Message', '=', 'hello')");
  const before = rowsOf(at, 'radreply');
  const { text, counts } = await at.call('multigentotal');
  assert.deepEqual([text, counts['written'], counts['deleted']], ['OK: MULTIGEN_TOTAL', 26, 26]);
  assert.deepEqual(rowsOf(at, 'radreply'), before);
});

test('commands of Ubilling become packets, with a line for each attribute', async t => {
  const command = String.raw`{PRINTF} "User-Name={USERNAME}\nAcct-Session-Id=1\n" | {SUDO} {RADCLIENT} {NASIP}:{NASPORT} disconnect {NASSECRET}`;
  const sql = `INSERT INTO mlg_services (nasid,pod,coaconnect) VALUES (2,'${command.replaceAll('\\', '\\\\')}','reboot; {RADCLIENT}');
    INSERT INTO mlg_nasoptions (nasid,usernametype,service,onlyactive,port) VALUES (2,'ip','podcoa',0,3799)`;
  const { floor } = await openFloor(t, options, sql);
  const row = await floor.db.selectFrom('radius_nas').selectAll().where('nas_id', '=', 2).executeTakeFirstOrThrow();
  assert.deepEqual([row.pod, row.coa_connect], ['User-Name={USERNAME},Acct-Session-Id=1', null]);
});

test('macros: forms of the MAC, speeds in other units, the state', async t => {
  const at = await openFloor(t, options);
  const content = '{MACFDL} {MACFML} {MACTMU} {MACTML} {SPEEDDOWNBD} {SPEEDUPBC} {NETSTART} {STATE} {NETMASK}';
  await at.floor.db.updateTable('radius_attribute').set({ content, modifier: 'all' }).execute();
  await at.call('multigen');
  const values = (rowsOf(at, 'radcheck') as { username: string; value: string }[]).map(row => [
    row.username,
    row.value,
  ]);
  const [alice, states] = [Object.fromEntries(values)['alice'], values.map(([, value = '']) => value.split(' ')[7])];
  assert.equal(
    alice,
    '0200.0000.000b 0200-0000-000b 02-00-00-00-00-0B 02-00-00-00-00-0b 102400000 6553600 10.0.0.1 ON-LINE 255.255.255.0',
  );
  assert.deepEqual(new Set(states), new Set(['DOWN', 'OFF-LINE', 'ON-LINE', 'PASSIVE']));
});

test('an attribute with a macro that nobody knows is not written', async t => {
  const at = await openFloor(t, options);
  await at.floor.db
    .updateTable('radius_attribute')
    .set({ content: '{NOSUCH}' })
    .where('scenario', '=', 'reply')
    .execute();
  await at.call('multigen');
  assert.deepEqual(rowsOf(at, 'radreply'), []);
});

test('accounting is added to the month once, and counters that fall begin anew', async t => {
  const at = await openFloor(t, options);
  const sqlite = openRadius(at.floor.config.radiusDatabase);
  t.after(() => sqlite.close());
  const seconds = new Date('2026-11-21T12:00:00').getTime() / 1000;
  sqlite
    .prepare(
      "insert into radacct (acctuniqueid, username, acctupdatetime) values ('s1', 'alice', ?), ('s2', 'nobody', ?)",
    )
    .run(seconds, seconds);
  const traffic = async () =>
    Object.values(
      await at.floor.db
        .selectFrom('subscriber_profile')
        .select(['octets_down', 'octets_up'])
        .where('subscriber_id', '=', 1)
        .executeTakeFirstOrThrow(),
    );
  for (const [down, up, sum] of [
    [1000, 200, [1000, 200]],
    [1000, 200, [1000, 200]],
    [1500, 300, [1500, 300]],
    [100, 10, [1600, 310]],
  ] as const) {
    sqlite.prepare('update radacct set acctoutputoctets = ?, acctinputoctets = ?').run(down, up);
    assert.equal((await at.call('multigentraff')).text, 'OK: MULTIGEN_TRAFF');
    assert.deepEqual(await traffic(), sum);
  }
});

test('one subscriber is disconnected where servers know him by his address', async t => {
  const at = await openRadiusFloor(t);
  const pod = { ...at.floor, options: { ...at.floor.options, isOn: () => true } };
  await callOn(pod, 'multigenpod&param=alice');
  assert.deepEqual(at.sent(), [], 'not where it is the login');
  await at.floor.db.updateTable('radius_nas').set({ user_name: 'macup' }).execute();
  assert.equal((await callOn(pod, 'multigenpod&param=alice')).text, 'OK: MULTIGENPOD');
  assert.deepEqual(at.sent(), [`127.0.0.1:3799 disconnect ${secret} User-Name=02:00:00:00:00:0B`]);
});

const secret = 'dec0071981b1';

async function setBalance({ floor: { db } }: TestFloor, amount: number): Promise<void> {
  const { balance_minor: before } = await db
    .selectFrom('subscriber')
    .select('balance_minor')
    .where('login', '=', 'alice')
    .executeTakeFirstOrThrow();
  const row = {
    account: 'main',
    owner_id: 1,
    business_date: '2026-11-21',
    created: 'x',
    kind: 'correction',
    actor: 'test',
  };
  const money = { amount_minor: amount - before, before_minor: before, after_minor: amount };
  await db
    .insertInto('ledger')
    .values({ ...row, ...money })
    .execute();
}

function sorted(rows: readonly Cells[]): readonly unknown[] {
  return rows
    .map(({ username, attribute, op, value }) => ({ username, attribute, op, value }))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ username, attribute, value }: Partial<Cells>): string {
  return [username, attribute, value].join('\0');
}
