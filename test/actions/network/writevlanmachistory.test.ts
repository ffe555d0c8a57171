import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type SimulatedSwitch, startSwitches } from '../../../src/lab/switch/switches.ts';
import { openFloor, type TestFloor } from '../action-floor.ts';

const IP = '127.0.0.1';
const sql = `
INSERT INTO vlan_terminators (id,netid,vlanpoolid,ip) VALUES (1,1,5,'${IP}'),(2,1,6,'127.9.9.9');
INSERT INTO vlanhosts (id,vlanpoolid,vlan,login) VALUES (1,5,100,'alice'),(2,5,101,'bob'),(3,6,100,'carol'),(4,5,1,'nobody');
INSERT INTO vlan_mac_history (id,login,vlan,mac,date) VALUES (1,'bob',101,'02:00:00:00:00:BB','2026-01-02 03:04:05')`;
const alice = { vlan: 100, mac: '02:00:00:00:00:aa' };
const bob = { vlan: 101, mac: '02:00:00:00:00:bb' };
const stranger = { vlan: 999, mac: '02:00:00:00:00:cc' };

async function history({ floor: { db } }: TestFloor): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('vlan_mac as m')
    .innerJoin('subscriber as s', 's.subscriber_id', 'm.subscriber_id')
    .select(['s.login', 'm.vlan', 'm.mac'])
    .orderBy('m.vlan_mac_id')
    .execute();
  return rows.map(({ login, vlan, mac }) => `${login} ${vlan} ${mac}`);
}

test('MACs behind VLANs are kept when they change, and told how many there are', async t => {
  const bindings = [alice, bob, stranger];
  const one: SimulatedSwitch = { address: IP, bindings };
  const switches = await startSwitches([one]);
  t.after(() => switches.close());
  const at = await openFloor(t, { VLANMACHISTORY: '1', SNMP_PORT: String(switches.port) }, sql);
  assert.deepEqual(await history(at), ['bob 101 02:00:00:00:00:bb']);
  const first = await at.call('writevlanmachistory');
  assert.equal(first.text, 'OK:WRITING NEW MACS');
  assert.deepEqual(first.counts, { "nobody's": 1, changed: 1, unchanged: 1, 'without community': 1 });
  assert.deepEqual(await history(at), ['bob 101 02:00:00:00:00:bb', 'alice 100 02:00:00:00:00:aa']);
  assert.equal(readFileSync(join(at.home, 'exports/ONLINEVLANS'), 'utf8'), '3');
  assert.equal((await at.call('writevlanmachistory')).counts['changed'], undefined);
});

test('two MACs in one VLAN are written once', async t => {
  const switches = await startSwitches([{ address: IP, bindings: [alice, { ...alice, mac: '02:00:00:00:00:ab' }] }]);
  t.after(() => switches.close());
  const at = await openFloor(t, { VLANMACHISTORY: '1', SNMP_PORT: String(switches.port) }, sql);
  await at.call('writevlanmachistory');
  await at.call('writevlanmachistory');
  assert.equal((await history(at)).length, 3);
});

test('a terminator that does not answer is told; without the option nothing is asked', async t => {
  const at = await openFloor(t, { VLANMACHISTORY: '1', SNMP_PORT: '9' }, sql);
  const { text, counts } = await at.call('writevlanmachistory');
  assert.deepEqual([text, counts], ['OK:WRITING NEW MACS', { 'without community': 1, silent: 1 }]);
  const closed = await openFloor(t, {}, sql);
  assert.equal((await closed.call('writevlanmachistory')).text, 'ERROR:NO_VLAN_MAC_HISTORY ENABLED');
});
