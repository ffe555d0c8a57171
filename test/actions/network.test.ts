import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Database } from '../../src/store/schema.ts';
import { DEAD_ADDRESS, startSwitches } from '../../src/lab/switch/switches.ts';
import { openFloor } from './action-floor.ts';
import { hasProgram } from './network/has-program.ts';

const withoutFping = hasProgram('fping') ? false : 'fping is not installed';
const withoutNmap = hasProgram('nmap') ? false : 'nmap is not installed';

const switchRows = (db: Database) =>
  db.selectFrom('switch').select(['ip', 'alive', 'dead_since', 'fast_alive']).orderBy('switch_id').execute();

test('swping keeps who is dead since when, and ends it when he is back', { skip: withoutFping }, async t => {
  const { call, floor } = await openFloor(t);
  const first = await call('swping');
  assert.deepEqual([first.text, first.outcome, first.counts], ['OK:SWPING', 'done', { alive: 1, dead: 1 }]);
  const noon = '2026-11-21T12:00:00';
  const rows = await switchRows(floor.db);
  assert.deepEqual(
    rows.map(row => row.alive),
    [1, 0, null],
    'the third says NP',
  );
  assert.equal(rows[1]?.dead_since?.startsWith(new Date(noon).toISOString().slice(0, 16)), true);
  await call('swping');
  const open = await floor.db.selectFrom('switch_outage').selectAll().execute();
  assert.deepEqual(
    open.map(one => [one.switch_id, one.ended]),
    [[2, null]],
    'one outage, however often it is seen',
  );
  await floor.db.updateTable('switch').set({ ip: '127.0.2.77' }).where('switch_id', '=', 2).execute();
  assert.deepEqual((await call('swping')).counts, { alive: 2, dead: 0 });
  const closed = await floor.db.selectFrom('switch_outage').select('ended').execute();
  assert.notEqual(closed[0]?.ended, null);
  assert.equal((await switchRows(floor.db))[1]?.dead_since, null);
});

test('swping asks the custom program about those that do not answer', { skip: withoutFping }, async t => {
  const home = await openFloor(t);
  const script = join(home.home, 'second-look');
  writeFileSync(script, '#!/bin/sh\necho "$*" >> "$(dirname "$0")/asked"\necho 1\n');
  chmodSync(script, 0o755);
  const { call } = await openFloor(t, { SWITCH_PING_CUSTOM_SCRIPT: `${script} --quick` });
  assert.deepEqual((await call('swping')).counts, { alive: 2, dead: 0 });
  assert.equal(readFileSync(join(home.home, 'asked'), 'utf8'), `--quick ${DEAD_ADDRESS}\n`);
});

test('with FASTPING_ENABLED swping goes by the last fastping', { skip: withoutFping }, async t => {
  const { call, floor } = await openFloor(t, { FASTPING_ENABLED: '1' });
  assert.deepEqual((await call('swping')).counts, { alive: 0, dead: 2 }, 'who was never asked counts as dead');
  assert.deepEqual((await call('fastping')).counts, { alive: 1, dead: 1 });
  assert.deepEqual(
    (await switchRows(floor.db)).map(row => row.fast_alive),
    [1, 0, null],
  );
  assert.deepEqual((await call('swping')).counts, { alive: 1, dead: 1 });
});

test('without fping the refusal names the package', async t => {
  const { call } = await openFloor(t, { FPING_PATH: '/nowhere/fping -r 1' });
  const reply = await call('swping');
  assert.deepEqual([reply.text, reply.outcome], ['ERROR:SWPING_FAILED', 'failed']);
  assert.match(reply.reason ?? '', /there is no program \/nowhere\/fping/);
  assert.match(reply.error?.hint ?? '', /install the package fping/);
});

test('an address is never a word for a program', { skip: withoutFping }, async t => {
  const { call, floor } = await openFloor(t);
  await floor.db.updateTable('switch').set({ ip: '-f /etc/passwd' }).where('switch_id', '=', 1).execute();
  assert.deepEqual((await call('swping')).counts, { alive: 0, dead: 2 });
  await floor.db.updateTable('network').set({ cidr: '-iL /etc/passwd' }).execute();
  const scan = await call('fullhostscan');
  assert.equal(scan.text, 'ERROR:FULLHOSTSCAN_FAILED');
  assert.match(scan.reason ?? '', /is no network/);
});

test('nasmon keeps which servers answer', { skip: withoutFping }, async t => {
  const { call, floor } = await openFloor(t, { NASMON_ENABLED: '1' });
  assert.deepEqual((await call('nasmon')).counts, { alive: 2, dead: 1 });
  const servers = await floor.db.selectFrom('nas').select('alive').orderBy('nas_id').execute();
  assert.deepEqual(
    servers.map(one => one.alive),
    [1, 1, 0],
  );
});

const fdbTemplate = (kind: string): string => `fdb: ${kind}\nignore_ports: [1]\nwalks: [1.3.6.1.2.1.1]\n`;

test('swpoll keeps what a switch tells, and fdbarchive copies it', async t => {
  const agents = await startSwitches([
    {
      address: '127.0.0.1',
      mac: '02:aa:00:00:00:77',
      ports: ['uplink', '', 'alice', 'bob'],
      fdb: [
        { mac: '02:00:00:00:00:01', port: 1 },
        { mac: '02:00:00:00:00:0b', port: 3 },
        { mac: '02:00:00:00:00:0c', port: 2 },
      ],
    },
  ]);
  t.after(() => agents.close());
  const options = { SNMP_PORT: String(agents.port), SWITCHES_SNMP_MAC_EXORCISM: '1', FDBARCHIVE_MAX_AGE: '3' };
  const { call, floor, home } = await openFloor(t, options);
  mkdirSync(join(home, 'snmp'));
  writeFileSync(join(home, 'snmp/omnitest.yaml'), fdbTemplate('bridge'));
  await floor.db.updateTable('switch').set({ alive: 0 }).where('switch_id', '=', 2).execute();
  const poll = await call('swpoll');
  const lines = ['2026-11-21 12:00:00 127.0.0.1 [OK]', `2026-11-21 12:00:00 ${DEAD_ADDRESS} [SKIP] SWITCH DEAD`];
  assert.equal(poll.text, [...lines, 'OK:SWPOLL'].join('\n'));
  assert.deepEqual(poll.counts, { polled: 1, dead: 1 });
  const fdb = await floor.db.selectFrom('fdb').select(['mac', 'port', 'vlan', 'port_description']).execute();
  assert.deepEqual(fdb, [
    { mac: '02:00:00:00:00:0b', port: '3', vlan: null, port_description: 'alice' },
    { mac: '02:00:00:00:00:0c', port: '2', vlan: null, port_description: null },
  ]);
  const raw = await floor.db.selectFrom('poll_result').select(['oid', 'raw']).orderBy('oid').execute();
  assert.match(raw[0]?.raw ?? '', /^\.1\.3\.6\.1\.2\.1\.1\.1\.0 = STRING: "omnicrm lab switch"$/m);
  assert.equal(raw[1]?.raw.split('\n').length, 3, 'the table as it came');
  const one = await floor.db.selectFrom('switch').select('mac').where('switch_id', '=', 1).executeTakeFirst();
  assert.equal(one?.mac, '02:aa:00:00:00:77');
  assert.equal((await call('fdbarchive')).text, 'OK:FDBARCHIVE');
  await floor.db.updateTable('fdb_archive').set({ archived_at: '2026-11-17T00:00:00.000Z' }).execute();
  assert.deepEqual((await call('fdbarchive')).counts, { switches: 1, archived: 2, dropped: 2 });
});

test('swpoll: VLANs, a switch that is silent, models without template, templates without file', async t => {
  const agents = await startSwitches([
    { address: '127.0.2.1', fdb: [{ mac: '02:00:00:00:00:0b', port: 3, vlan: 101 }] },
    { address: '127.0.2.3' },
  ]);
  t.after(() => agents.close());
  const { call, floor, home } = await openFloor(t, { SNMP_PORT: String(agents.port), HORDE_OF_SWITCHES: '2' });
  const { db } = floor;
  assert.equal((await call('swpoll')).counts['without template file'], 2);
  mkdirSync(join(home, 'snmp'));
  writeFileSync(join(home, 'snmp/omnitest.yaml'), fdbTemplate('q-bridge'));
  await db.insertInto('switch_model').values({ switch_model_id: 2, model_name: 'plain' }).execute();
  await db.updateTable('switch').set({ ip: '127.0.2.1' }).where('switch_id', '=', 1).execute();
  await db.updateTable('switch').set({ ip: '127.0.2.2' }).where('switch_id', '=', 2).execute();
  const third = { ip: '127.0.2.3', snmp_read: 'public', description: 'SWPOLL', switch_model_id: 2 };
  await db.updateTable('switch').set(third).where('switch_id', '=', 3).execute();
  const poll = await call('swpoll');
  const at = '2026-11-21 12:00:00';
  const lines = [`${at} 127.0.2.1 [OK]`, `${at} 127.0.2.2 [OK]`, `${at} 127.0.2.3 [FAIL] NO TEMPLATE`];
  assert.equal(poll.text, [...lines, 'OK:SWPOLL'].join('\n'));
  assert.deepEqual(poll.counts, { polled: 1, unanswered: 1, 'without template': 1 });
  assert.deepEqual(await db.selectFrom('fdb').select(['mac', 'port', 'vlan']).execute(), [
    { mac: '02:00:00:00:00:0b', port: '3', vlan: 101 },
  ]);
  await db.updateTable('switch_model').set({ snmp_template: null }).execute();
  assert.equal((await call('swpoll')).text, 'OK:SWPOLL', 'no model has a template: nothing is said of any switch');
});

test('a template that does not read is told with its file', async t => {
  const { call, home } = await openFloor(t);
  mkdirSync(join(home, 'snmp'));
  writeFileSync(join(home, 'snmp/omnitest.yaml'), 'fdb: bridges\n');
  const reply = await call('swpoll');
  assert.equal(reply.text, 'ERROR:SWPOLL_FAILED');
  assert.match(reply.reason ?? '', /omnitest\.yaml is no SNMP template: fdb must be one of none, bridge, q-bridge/);
});

test('fullhostscan by traffic: who made some since the last look is online', async t => {
  const { call, floor } = await openFloor(t, { DN_FULLHOSTSCAN: '1' });
  const online = async (): Promise<readonly string[]> => {
    const rows = await floor.db
      .selectFrom('online as o')
      .innerJoin('subscriber as s', 's.subscriber_id', 'o.subscriber_id')
      .select('s.login')
      .orderBy('s.login')
      .execute();
    return rows.map(row => row.login);
  };
  const scan = 'fullhostscan&param=traffdiff&nn=1';
  assert.equal((await call(scan)).text, 'OK:FULLHOSTSCAN');
  assert.deepEqual(await online(), []);
  await floor.db
    .updateTable('subscriber_profile')
    .set({ octets_up: 5 })
    .where('ip', 'in', ['10.0.0.11', '10.0.0.12'])
    .execute();
  await call(scan);
  assert.deepEqual(await online(), ['alice', 'bob']);
});

test('fullhostscan by nmap', { skip: withoutNmap }, async t => {
  const { call, floor } = await openFloor(t, { DN_FULLHOSTSCAN: '1' });
  await floor.db.updateTable('network').set({ cidr: '127.0.3.0/30' }).execute();
  await floor.db.updateTable('subscriber_profile').set({ ip: '127.0.3.2' }).where('ip', '=', '10.0.0.11').execute();
  const reply = await call('fullhostscan');
  assert.equal(reply.text, '127.0.3.0/30 :2026-11-21 12:00:00:SCANNED\nOK:FULLHOSTSCAN');
  assert.deepEqual(reply.counts, { 'alive by nmap': 1, 'alive by traffic': 0, online: 1 });
});

test('policedog tells each wanted MAC once', async t => {
  const { call, floor } = await openFloor(t, { POLICEDOG_ENABLED: '1' });
  await floor.db.updateTable('wanted_mac').set({ mac: '02:00:00:00:00:12' }).execute();
  assert.deepEqual((await call('policedog')).counts, { alerted: 1 });
  assert.deepEqual((await call('policedog')).counts, {});
  const events = await floor.db.selectFrom('event').select('body').execute();
  assert.deepEqual(events, [{ body: 'POLICEDOG MAC `02:00:00:00:00:12` ALERT `henry`' }]);
});

test('switchescoverage: a size, places that are places, and nothing else gets into the page', async t => {
  const { call, floor } = await openFloor(t);
  await floor.db.updateTable('switch').set({ geo: "1,2]);alert('x'" }).where('switch_id', '=', 2).execute();
  const page = (await call('switchescoverage&param=300x200', { door: 'http' })).text;
  assert.match(page, /width: 300px; height:200px/);
  assert.equal(page.match(/L\.circle\(/g)?.length, 1);
  assert.doesNotMatch(page, /alert/);
  assert.equal((await call('switchescoverage&param="><script>')).text, 'ERROR:WRONG_PARAM');
});

test('switchescoverage: an image that needs nothing else, of every switch that has a place', async t => {
  const { call, floor } = await openFloor(t);
  const image = async (words = ''): Promise<string> => {
    const { text, contentType } = await call(`switchescoverage&image=svg${words}`, { door: 'http' });
    assert.equal(contentType, 'image/svg+xml; charset=UTF-8');
    return text;
  };
  await floor.db
    .updateTable('switch')
    .set({ geo: '48.5001,25.0', location: '<b>', alive: 0 })
    .where('switch_id', '=', 2)
    .execute();
  const text = await image('&param=400x300');
  assert.match(text, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="400" height="300"/);
  assert.equal(text.match(/fill-opacity/g)?.length, 2);
  assert.match(text, /1 dead/);
  assert.match(text, /&lt;b&gt;/);
  const cys = [...text.matchAll(/cy="([\d.]+)" r="\d+(?:\.\d+)?" fill="[^"]+" fill-opacity/g)].map(([, y]) =>
    Number(y),
  );
  assert.ok((cys[0] ?? 0) > (cys[1] ?? 0), 'north is up');
  await floor.db.updateTable('switch').set({ geo: null }).execute();
  assert.match(await image(), /no switch has a place/);
  assert.equal((await call('switchescoverage&image=gif')).text, 'ERROR:WRONG_PARAM');
});

test('sormcast writes its files in windows-1251', async t => {
  const { call, home } = await openFloor(t, { SORM_ENABLED: '1', SORM_BRANCHID: '7', SORM_ISPNAME: 'Сеть' });
  assert.equal((await call('sormcast')).text, 'OK:SORMCAST');
  const read = (file: string): string[] => {
    const text = new TextDecoder('windows-1251').decode(readFileSync(join(home, 'documents/sorm', `${file}.csv`)));
    return text.trimEnd().split('\n');
  };
  const [alice, bob] = read('abonents/4.1-abonents');
  assert.match(alice ?? '', /^"7";"alice";"10\.0\.0\.11";"alice@example\.org";"\+380501112233";"02:00:00:00:00:0b"/);
  assert.equal(alice?.split(';').length, 54);
  assert.match(bob ?? '', /"Боб Тестенко"/);
  const state = (login: string): string | undefined =>
    read('abonents/4.1-abonents')
      .find(line => line.includes(`"${login}"`))
      ?.split(';')[8];
  assert.deepEqual(['alice', 'bob', 'dave', 'erin', 'henry'].map(state), ['"1"', '"0"', '"0"', '"1"', '"0"']);
  assert.match(read('payments/6.7-balance-fillup').join('\n'), /"7";"1";"C-1001";"10\.0\.0\.11";".*";"50\.5";"OP:PAY"/);
  assert.equal(read('dictionaries/7.1-gates').length, 3);
  assert.ok(existsSync(join(home, 'documents/sorm/dictionaries/7.5-doctypes.csv')));
});
