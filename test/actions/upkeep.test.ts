/** Files, backups, clean-up, figures, notices: what actions leave behind beside their replies. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { restore } from '../../src/store/backup/restore.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { openFloor } from './action-floor.ts';
import { writeHomeFiles } from './replay/home-files.ts';
import { scenarios } from './replay/transcript.ts';

/** Files that the original was seen to write. */
function recordedFiles(id: string, step = 0): Readonly<Record<string, string>> {
  const scenario = scenarios.find(one => one.id === id);
  const { files = {} } = (scenario?.steps[step] ?? {}) as { files?: Readonly<Record<string, string>> };
  return files;
}

test('the files for scripts are the original’s, byte for byte', async t => {
  const { call, home } = await openFloor(t);
  assert.equal((await call('rebuilduserdatacache')).text, 'OK:REBUILDUSERDATACACHE');
  const recorded = {
    cache_address: 'a:2:{s:5:"alice";s:9:"Main 5/12";s:3:"bob";s:8:"Side 7/3";}',
    ...Object.fromEntries(
      Object.entries(recordedFiles('rebuilduserdatacache')).map(([name, text]) => [name.slice(8), text]),
    ),
  };
  for (const [name, text] of Object.entries(recorded)) {
    assert.equal(readFileSync(join(home, 'exports', name), 'utf8'), text);
  }
  assert.deepEqual(readdirSync(join(home, 'exports')).toSorted(), ['cache_address', 'cache_ips', 'cache_mac']);
});

test('everything to search by, or the fields that are named', async t => {
  const { call, home } = await openFloor(t, { GLOBALSEARCH_FIELDS: 'realname,mac,tags' });
  await call('rebuildglscache');
  const text = readFileSync(join(home, 'exports/globalsearch.json'), 'utf8');
  const entries = JSON.parse(text) as readonly Readonly<Record<string, string>>[];
  const categories = new Set(entries.map(entry => entry['category']));
  assert.deepEqual(categories, new Set(['realname', 'mac', 'tags']));
  const erin = entries.find(entry => entry['label'] === "Erin O'Neil");
  assert.deepEqual([erin?.['lower'], erin?.['link']], ["erin o'neil", 'erin']);
});

test('districts are counted from their rules', async t => {
  const { call, floor } = await openFloor(t, { DISTRICTS_ENABLED: '1' });
  assert.deepEqual((await call('districtscache')).counts, { Center: 1 });
  const rule = { district_id: 1, city: 'Testville', street: 'Side', building: '7' };
  await floor.db.insertInto('district_rule').values([rule, rule]).execute();
  assert.deepEqual((await call('districtscache')).counts, { Center: 2 });
});

test('a backup can be restored; old ones go, other files stay', async t => {
  const { call, home, balance } = await openFloor(t, { BACKUPS_MAX_AGE: '7' });
  mkdirSync(join(home, 'backups'));
  const names = ['omnicrm-2026-11-13_01_00_00.db', 'omnicrm-2026-11-14_01_00_00.db', 'omnicrm-2020-01-01.txt'];
  for (const name of names) writeFileSync(join(home, 'backups', name), '');
  assert.equal((await call('backupdb')).text, 'OK:BACKUPDB ./backups/omnicrm-2026-11-21_12_00_00.db');
  const left = readdirSync(join(home, 'backups')).toSorted();
  assert.deepEqual(left, [
    'omnicrm-2020-01-01.txt',
    'omnicrm-2026-11-14_01_00_00.db',
    'omnicrm-2026-11-21_12_00_00.db',
  ]);
  const backup = join(home, 'backups/omnicrm-2026-11-21_12_00_00.db');
  assert.equal(statSync(backup).mode & 0o777, 0o600);
  const copy = join(home, 'copy.db');
  await restore(backup, copy, { keyFile: join(home, 'seal.key') });
  const db = await openDatabase(copy, { keyFile: join(home, 'seal.key') });
  t.after(() => db.destroy());
  const alice = await db
    .selectFrom('subscriber')
    .select('balance_minor')
    .where('login', '=', 'alice')
    .executeTakeFirst();
  assert.equal(alice?.balance_minor, await balance('alice'));
  assert.equal((await call('backupdb')).text, 'OK:BACKUPDB ./backups/omnicrm-2026-11-21_12_00_00.db', 'in one second');
});

test('a backup that fails removes none', async t => {
  const { call, home } = await openFloor(t, { BACKUPS_MAX_AGE: '7' });
  mkdirSync(join(home, 'backups/omnicrm-2026-11-21_12_00_00.db'), { recursive: true });
  writeFileSync(join(home, 'backups/omnicrm-2026-11-01_00_00_00.db'), '');
  assert.equal((await call('backupdb')).text, 'ERROR:BACKUPDB_FAILED');
  assert.ok(existsSync(join(home, 'backups/omnicrm-2026-11-01_00_00_00.db')));
});

test('old records go, those of money stay', async t => {
  const { call, floor } = await openFloor(t);
  await call('freezemonth');
  await call('usercash&login=nosuch&summ=1');
  await call('autofreeze');
  assert.equal((await call('autocleandb', { asOf: '2026-12-31' })).text, 'OK:AUTOCLEANDB 0');
  // Runs are recorded by the machine's clock, what they told by the floor's.
  await floor.db.updateTable('action_run').set({ started: '2026-11-21T12:00:00.000Z' }).execute();
  const { text, counts } = await call('autocleandb', { asOf: '2027-01-01' });
  assert.deepEqual([text, counts['action_run']], ['OK:AUTOCLEANDB 2', 3]);
  const left = await floor.db.selectFrom('action_run').select('action_name').orderBy('action_run_id').execute();
  assert.deepEqual(
    left.map(row => row.action_name),
    ['freezemonth', 'autocleandb'],
  );
});

test('figures are the original’s, one row of each a day', async t => {
  const { call, floor } = await openFloor(t, { EXHORSE_ENABLED: '1' });
  const figures = async (): Promise<Readonly<Record<string, string>>> => {
    const rows = await floor.db.selectFrom('business_stat').selectAll().execute();
    return Object.fromEntries(rows.map(row => [row.stat_name, row.value]));
  };
  await call('exhorse');
  await call('exhorse');
  const scenario = scenarios.find(one => one.id === 'exhorse');
  const recorded = scenario?.steps[0]?.db_changes?.['exhorse']?.added?.[0] ?? {};
  const ours = await figures();
  assert.ok(Object.keys(ours).length >= 16);
  for (const [name, value] of Object.entries(ours)) assert.equal(value, recorded[name], name);
});

test('bundles and signups are counted when they are known', async t => {
  const registered =
    "INSERT INTO userreg (date,login) VALUES ('2026-11-02 09:00:00','alice'),('2026-10-31 09:00:00','bob')";
  const { call, floor } = await openFloor(t, { EXHORSE_ENABLED: '1', COMPLEX_MASKS: 'Home, Cam' }, registered);
  await call('exhorse');
  const rows = await floor.db.selectFrom('business_stat').selectAll().where('stat_name', 'like', 'u_%').execute();
  const figures = Object.fromEntries(rows.map(row => [row.stat_name.slice(2), row.value]));
  const { complextotal, complexactive, complexinactive, signups, citysignups } = figures;
  assert.deepEqual([complextotal, complexactive, complexinactive], ['9', '4', '2']);
  assert.deepEqual([signups, citysignups], ['1', '{"Testville":1}']);
});

test('at a month’s end its last day stands for it', async t => {
  const { call, floor } = await openFloor(t, { EXHORSE_ENABLED: '1', UKV_ENABLED: '1' });
  const days = async (): Promise<readonly string[]> =>
    (
      await floor.db.selectFrom('business_stat').select('business_date').distinct().orderBy('business_date').execute()
    ).map(row => row.business_date);
  for (const asOf of ['2026-10-02', '2026-10-03', '2026-11-29', '2026-11-30']) await call('exhorse', { asOf });
  assert.deepEqual(await days(), ['2026-10-02', '2026-10-03', '2026-11-30']);
  await call('exhorse&ebobo=true', { asOf: '2026-12-01' });
  assert.deepEqual(await days(), ['2026-10-03', '2026-11-30', '2026-12-01']);
});

test('who paid through the gateway is told once; who has no number, when he gets one', async t => {
  const options = {
    OP_SMS_NOTIFY_ENABLED: '1',
    SENDDOG_ENABLED: '1',
    OP_SMS_NOTIFY_USE_EXTMOBILES: '1',
    OP_SMS_NOTIFY_FORCED_TRANSLIT: '1',
    OP_SMS_NOTIFY_TEXT:
      '{LOGIN}: дякуємо за {ROUNDPAYMENTAMOUNT}, {ROUNDBALANCE} {USERONLINELEFTDAY} {USERONLINETODATE} {X}',
  };
  const paid = `UPDATE payments SET date=NOW(); INSERT INTO payments (login,date,admin,balance,summ,cashtypeid,note) VALUES ('henry',NOW(),'openpayz','0','1',1,'')`;
  const { call, floor } = await openFloor(t, options, paid);
  const told = async () => floor.db.selectFrom('message').select(['recipient', 'body']).orderBy('message_id').execute();
  for (let run = 0; run < 2; run++) await call('opayzsmsnotify');
  const body = 'alice: dyakuemo za 50.5, 150.5 72 2027-02-01 {X}';
  const alice = [
    { recipient: '+380501112233', body },
    { recipient: '+380671112233', body },
  ];
  assert.deepEqual(await told(), alice);
  await floor.db.insertInto('phone').values({ subscriber_id: 8, kind: 'mobile', number: '0961234567' }).execute();
  await call('opayzsmsnotify');
  assert.deepEqual((await told()).slice(2), [
    { recipient: '+380961234567', body: 'henry: dyakuemo za 1, 1 10 2026-12-01 {X}' },
  ]);
});

test('fees that Ubilling had harvested are not harvested again', async t => {
  const fee = `INSERT INTO fees (hash,login,date,admin,\`from\`,\`to\`,summ,note,cashtype)
    VALUES ('x','bob','2026-11-21 00:00:01','stargazer',-30,-280,-250,'',0)`;
  const { call, home } = await openFloor(t, { FEES_HARVESTER: '1', STG_LOG_PATH: 'stg.log' }, fee);
  writeHomeFiles(home);
  const { text, counts } = await call('feesharvester&full=1');
  assert.deepEqual([text, counts['already']], ['OK: FEES HARVESTED `2`', 1]);
});

test('fees of a log are harvested once, and the last of each is kept', async t => {
  const { call, floor, home, balance } = await openFloor(t, { FEES_HARVESTER: '1', STG_LOG_PATH: 'stg.log' });
  assert.equal((await call('feesharvester')).text, 'OK: FEES HARVESTED `0`');
  writeHomeFiles(home);
  assert.equal((await call('feesharvester&full=1')).text, 'OK: FEES HARVESTED `3`');
  assert.equal((await call('feesharvester&full=')).text, 'OK: FEES HARVESTED `0`');
  const rows = await floor.db
    .selectFrom('ledger')
    .select(['business_date', 'owner_id', 'amount_minor', 'shown_minor', 'subject'])
    .where('kind', '=', 'fee')
    .where('business_date', '=', '2025-01-01')
    .execute();
  const row = {
    business_date: '2025-01-01',
    owner_id: 3,
    amount_minor: 0,
    shown_minor: -10,
    subject: '00:00:01 10 9.9',
  };
  assert.deepEqual([rows, await balance('carol')], [[row], 0]);
  await call('stgfeecharge2mysql');
  const last = await floor.db.selectFrom('last_fee').selectAll().where('subscriber_id', '=', 2).executeTakeFirst();
  const fee = { subscriber_id: 2, charged_at: '2026-11-21 00:00:01', before_minor: -3000, after_minor: -28_000 };
  assert.deepEqual(last, fee);
});

test('who should be online and is not is reset, when anybody is seen at all', async t => {
  const { call, floor, home } = await openFloor(t, { KARMA_CONTROL: '1' });
  assert.deepEqual((await call('karmaguard')).counts, {});
  mkdirSync(join(home, 'plays'));
  const play = `- hosts: localhost\n  gather_facts: false\n  tasks:\n    - ansible.builtin.assert: {that: login is defined}\n`;
  writeFileSync(join(home, 'plays/subscriber-reset.yaml'), play);
  await floor.db.insertInto('online').values({ subscriber_id: 1, seen_at: 'x', seen_by: 'x' }).execute();
  assert.deepEqual((await call('karmaguard')).counts, { kicked: 5, reset: 5 });
});

test('DHCP files: names instead of addresses, other kinds of networks, and none where they are off', async t => {
  const more = `INSERT INTO networks (id,startip,endip,\`desc\`,nettype,use_radius) VALUES (2,'10.1.0.1','10.1.7.254','10.1.0.0/21','dhcp82_vpu',0),(3,'10.2.0.1','10.2.0.254','10.2.0.0/24','pppstatic',0);
    INSERT INTO dhcp (netid,dhcpconfig,confname) VALUES (2,'','../../net2.conf'),(3,'','ppp.conf');
    INSERT INTO nethosts (netid,ip,mac,\`option\`) VALUES (2,'10.1.0.9','','sw"1:4'),(3,'10.2.0.9','','');
    UPDATE users SET IP='10.2.0.9' WHERE login='alice'`;
  const options = { OPT82_ENABLED: '1', PPP_ENABLED: '1', DHCP_DDNS_ENABLED: '1', MULTINET_PATH: '/etc/dhcp' };
  const { call, home } = await openFloor(t, options, more);
  await call('handlersrebuild');
  const file = (name: string): string => readFileSync(join(home, 'multinet', name), 'utf8');
  assert.match(
    file('net1.conf'),
    /\n {3}host bob {\n {3}hardware ethernet 02:00:00:00:00:0c;\n {3}fixed-address 10.0.0.12;\n {3}}\n/,
  );
  assert.match(file('net2.conf'), /class "m10x1x0x9" {\n.*circuit-id = "sw\\"1:4";\n}\n\npool {\n {3}range 10.1.0.9;/);
  assert.equal(file('ppp.conf'), '"alice" * "pw1" 10.2.0.9\n');
  assert.equal(statSync(join(home, 'multinet/ppp.conf')).mode & 0o777, 0o600);
  const whole = file('dhcpd.conf');
  assert.match(
    whole,
    /subnet 10.1.0.0 netmask 255.255.248.0 {\n.*\n.*routers 10.1.0.2;\ndeny members of "m10x1x0x9";\ninclude "\/etc\/dhcp\/net2.conf";/,
  );
  assert.doesNotMatch(whole, /10\.2\.0\.0/);
});

test('without DHCP only the other files are written, and servers elsewhere are told so', async t => {
  const { call, home } = await openFloor(t, { DHCP_ENABLED: '0', REMOTEDHCP_ENABLED: '1' });
  assert.equal((await call('handlersrebuild')).text, 'OK:HANDLERSREBUILD');
  assert.equal(existsSync(join(home, 'multinet')), false);
  const missing =
    '{"dhcpd.conf":{"content":"#EX_DHCPDCONF_NOT_EXISTS"},"net1.conf":{"content":"#net1.conf_NOT_EXISTS"}}';
  assert.equal((await call('remotedhcp')).text, missing);
});
