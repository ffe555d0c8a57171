import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as control from '../../src/lab/control-client.ts';
import { brokenBy, http, rpc, withLab } from './client.ts';

const sims = [{ imsi: '00101', ki: 'A'.repeat(32), opc: 'B'.repeat(32) }];

describe('the control API', () => {
  it(
    'wants its token',
    withLab({}, async lab => {
      assert.equal((await http('GET', `${lab.control.url}/__lab/state`)).status, 401);
      await assert.rejects(control.labPing({ ...lab.control, token: 'wrong' }), { code: 'E_NOT_ALLOWED' });
      assert.equal((await control.labPing(lab.control)).pid, process.pid);
    }),
  );

  it(
    'shows state and journal without secrets, unless they are wanted',
    withLab({}, async lab => {
      await control.labSeed(lab.control, { sims, accounts: ['S1'] });
      assert.ok(!JSON.stringify(await control.labState(lab.control)).includes('AAAA'));
      assert.ok(JSON.stringify(await control.labState(lab.control, 'hss1', true)).includes('AAAA'));
      const state = await control.labState(lab.control, 'ocs');
      assert.ok(JSON.stringify(state).includes('cgrates.org:S1'));
      await rpc(lab, 'ApierV1.Ping', {});
      assert.equal((await control.labJournal(lab.control, { system: 'ocs' }))[0]?.rpc, 'ApierV1.Ping');
      await assert.rejects(control.labState(lab.control, 'nothing'), { code: 'E_NOT_FOUND' });
      assert.deepEqual(await control.labSettings(lab.control), lab.settings());
    }),
  );

  it(
    'arms and clears faults, takes systems down',
    withLab({}, async lab => {
      const { id } = await control.labFault(lab.control, {
        match: { system: 'ocs' },
        when: { times: 1 },
        effect: { rpcError: 'x' },
      });
      assert.equal(await rpc(lab, 'ApierV1.Ping', {}), 'error: x');
      assert.deepEqual(
        (await control.labFaults(lab.control)).map(fault => [fault.id, fault.applied]),
        [[id, 1]],
      );
      await control.labClearFaults(lab.control, id);
      assert.equal((await control.labFaultSet(lab.control, 'slow')).ids.length, 1);
      await control.labClearFaults(lab.control);
      assert.deepEqual(await control.labFaults(lab.control), []);
      await control.labTakeDown(lab.control, 'ocs');
      assert.equal(await brokenBy(rpc(lab, 'ApierV1.Ping', {})), 'ECONNREFUSED');
      await control.labBringUp(lab.control);
      assert.equal(await rpc(lab, 'ApierV1.Ping', {}), 'Pong');
      await assert.rejects(control.labFault(lab.control, { effect: {} }), { code: 'E_INPUT' });
    }),
  );

  it(
    'takes snapshots, compares, restores, resets',
    withLab({}, async lab => {
      const digest = await control.labDigest(lab.control);
      await control.labSnapshot(lab.control, 'a');
      await control.labSeed(lab.control, { sims });
      const diff = await control.labDiff(lab.control, 'a');
      assert.deepEqual([diff['hss1']?.added[0]?.key, diff['hss1']?.added[0]?.value['ki']], ['00101', '***']);
      assert.notEqual(await control.labDigest(lab.control, ['hss']), await control.labDigest(lab.control, ['ocs']));
      await control.labRestore(lab.control, 'a');
      assert.equal(await control.labDigest(lab.control), digest);
      await control.labReset(lab.control);
      await assert.rejects(control.labRestore(lab.control, 'a'), { code: 'E_NOT_FOUND' });
    }),
  );

  it(
    'sets the clock',
    withLab({}, async lab => {
      await control.labSetClock(lab.control, { set: '2026-01-01T00:00:00Z' });
      const { now, mode } = await control.labSetClock(lab.control, { advance: '30d' });
      assert.deepEqual([now, mode], ['2026-01-31T00:00:00.000Z', 'virtual']);
      await assert.rejects(control.labSetClock(lab.control, { advance: 'soon' }), { code: 'E_INPUT' });
      assert.equal((await control.labSetClock(lab.control, { real: true })).mode, 'real');
    }),
  );

  it(
    'does not stop a lab inside another program',
    withLab({}, async lab => {
      await assert.rejects(control.labStop(lab.control), { code: 'E_INPUT' });
    }),
  );
});
