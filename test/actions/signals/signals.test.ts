import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import snmp from 'net-snmp';
import { openFloor, type TestFloor } from '../action-floor.ts';

const PORT = 16_100 + (process.pid % 1000);
const options = { PON_ENABLED: '1', MTSIGMON_ENABLED: '1', SNMP_PORT: String(PORT) };

/** An agent with scalars: the library adds `.0` to each OID, as the index of an interface would. */
function startAgent(t: TestContext, values: Readonly<Record<string, number | Buffer>>): void {
  const agent = snmp.createAgent({ address: '127.0.0.1', port: PORT }, () => undefined);
  agent.getAuthorizer().addCommunity('public');
  const mib = agent.getMib();
  for (const [oid, value] of Object.entries({ ...values, '1.3.9.1': 0 })) {
    const scalarType = typeof value === 'number' ? snmp.ObjectType.Integer : snmp.ObjectType.OctetString;
    const type = snmp.MibProviderType.Scalar;
    mib.registerProvider({ name: oid, type, oid, scalarType, maxAccess: snmp.MaxAccess['read-only'] });
    mib.setScalarValue(oid, value);
  }
  t.after(() => agent.close());
}

async function useModel({ floor: { db } }: TestFloor, word: string, snmp_template: string): Promise<void> {
  await db.updateTable('switch_model').set({ snmp_template }).execute();
  await db.updateTable('switch').set({ description: word }).where('ip', '=', '127.0.0.1').execute();
}

async function signals({ floor: { db } }: TestFloor): Promise<readonly unknown[]> {
  const rows = await db.selectFrom('signal').selectAll().orderBy('mac').execute();
  return rows.map(row => [row.switch_id, row.mac, row.rx_dbm, row.tx_dbm, row.distance]);
}

test('the ONUs of an OLT with their signals and distances; one that is off has none', async t => {
  const at = await openFloor(t, options);
  await useModel(at, 'OLT', 'bdcom-epon');
  const epon = '1.3.6.1.4.1.3320.101.10';
  startAgent(t, {
    [`${epon}.1.1.3.7`]: Buffer.from('020000000001', 'hex'),
    [`${epon}.1.1.3.8`]: Buffer.from('020000000002', 'hex'),
    [`${epon}.1.1.27.7`]: 1234,
    [`${epon}.5.1.5.7`]: -213,
    [`${epon}.5.1.5.8`]: -65535,
  });
  assert.equal((await at.call('oltpoll')).text, 'POLLING:1 127.0.0.1 - loc one\n OK:OLTPOLL');
  assert.deepEqual(await signals(at), [
    [1, '02:00:00:00:00:01', -21.3, null, 1234],
    [1, '02:00:00:00:00:02', null, null, null],
  ]);
});

test('ONUs of GPON go by their serial numbers', async t => {
  const at = await openFloor(t, options);
  await useModel(at, 'OLT', 'huawei-gpon');
  const gpon = '1.3.6.1.4.1.2011.6.128.1.1.2';
  startAgent(t, {
    [`${gpon}.43.1.3.7`]: Buffer.from('485754431a2b3c4d', 'hex'),
    [`${gpon}.43.1.3.8`]: Buffer.from('ZTEGC0123456'),
    [`${gpon}.43.1.3.9`]: Buffer.from('no serial'),
    [`${gpon}.46.1.20.7`]: 1234,
    [`${gpon}.51.1.4.7`]: -2130,
    [`${gpon}.51.1.4.8`]: 2_147_483_647,
  });
  await at.call('oltpoll');
  assert.deepEqual(await signals(at), [
    [1, 'HWTC1A2B3C4D', -21.3, null, 1234],
    [1, 'ZTEGC0123456', null, null, null],
  ]);
});

test('the clients of an access point, by the MAC in the index', async t => {
  const at = await openFloor(t, options);
  await useModel(at, 'MTSIGMON', 'mikrotik');
  const table = '1.3.6.1.4.1.14988.1.1.1.2.1';
  startAgent(t, { [`${table}.3.2.0.0.0.0.11`]: -61, [`${table}.19.2.0.0.0.0.11`]: -58 });
  assert.equal((await at.call('mtsigmonpoll')).text, 'OK:MTPOLL');
  assert.deepEqual(await signals(at), [[1, '02:00:00:00:00:0b', -61, -58, null]]);
});

test('a device that does not answer, and one without template, are told; the reply is the same', async t => {
  const at = await openFloor(t, { ...options, SNMP_PORT: '9' });
  await useModel(at, 'MTSIGMON', 'mikrotik');
  assert.deepEqual((await at.call('mtsigmonpoll')).counts, { silent: 1 });
  await useModel(at, 'MTSIGMON', 'nosuch');
  const { text, counts } = await at.call('mtsigmonpoll');
  assert.deepEqual([text, counts], ['OK:MTPOLL', { 'without template': 1 }]);
});
