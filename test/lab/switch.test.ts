import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSession, type SnmpTarget } from '../../src/actions/network/snmp/open-session.ts';
import { varbindLines } from '../../src/actions/network/snmp/value-text.ts';
import { DEAD_ADDRESS, startSwitches } from '../../src/lab/switch/switches.ts';

const core = {
  address: '127.0.1.1',
  community: 'secret',
  name: 'core',
  ports: ['uplink', '', 'alice'],
  fdb: [
    { mac: '02:00:00:00:00:0b', port: 3 },
    { mac: '02:00:00:00:00:0c', port: 2, vlan: 100 },
  ],
};

async function ask(target: SnmpTarget, oid: string): Promise<string> {
  const session = await openSession({ timeoutMs: 300, retries: 0, ...target });
  try {
    return varbindLines(await session.walk(oid));
  } finally {
    session.close();
  }
}

test('a switch of the lab answers its community', async t => {
  const switches = await startSwitches([core]);
  t.after(() => switches.close());
  const target = { address: core.address, community: 'secret', port: switches.port };
  assert.equal(await ask(target, '1.3.6.1.2.1.1.5'), '.1.3.6.1.2.1.1.5.0 = STRING: "core"');
  assert.equal(await ask(target, '1.3.6.1.2.1.17.1.1'), '.1.3.6.1.2.1.17.1.1.0 = Hex-STRING: 02 00 00 00 00 01');
  const bridge = '.1.3.6.1.2.1.17.4.3.1.2.2.0.0.0.0.11 = INTEGER: 3';
  assert.equal(await ask(target, '1.3.6.1.2.1.17.4.3.1.2'), bridge);
  const byVlan = '.1.3.6.1.2.1.17.7.1.2.2.1.2.100.2.0.0.0.0.12 = INTEGER: 2';
  assert.equal(await ask(target, '1.3.6.1.2.1.17.7.1.2.2.1.2'), byVlan);
  assert.match(await ask(target, '1.3.6.1.2.1.31.1.1.1.18'), /18\.1 = STRING: "uplink"\n.*18\.2 = STRING: ""\n.*18\.3/);
});

test('nothing answers a wrong community, at another address, or after it was taken off', async t => {
  const switches = await startSwitches([core]);
  t.after(() => switches.close());
  const target = { address: core.address, community: 'secret', port: switches.port };
  const down = { code: 'E_BACKEND_DOWN' };
  await assert.rejects(ask({ ...target, community: 'public' }, '1.3.6.1.2.1.1'), down);
  await assert.rejects(ask({ ...target, address: '127.0.1.2' }, '1.3.6.1.2.1.1'), down);
  await assert.rejects(ask({ ...target, address: DEAD_ADDRESS }, '1.3.6.1.2.1.1'), down);
  await switches.down(core.address);
  await assert.rejects(ask(target, '1.3.6.1.2.1.1'), down);
});

test('a port that is taken is told', async t => {
  const switches = await startSwitches([core]);
  t.after(() => switches.close());
  await assert.rejects(startSwitches([core], { port: switches.port }), { code: 'E_BACKEND_DOWN' });
});
