import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sweep } from '../../src/lab/sweep.ts';
import { brokenBy, http, rpc, withLab } from './client.ts';

describe('sweep', () => {
  it(
    'fails each call in each way, from the same start',
    withLab({}, async lab => {
      await rpc(lab, 'ApierV2.SetAccount', { Account: 'before' });
      let grounds = 0;
      const run = async () => {
        const subscriber = { ki: 'A', opc: 'B' };
        await brokenBy(rpc(lab, 'ApierV2.SetAccount', { Account: 'S1' }));
        return brokenBy(http('PUT', `${lab.hss[0]!.url}/subscriber/001`, subscriber));
      };
      const check = () =>
        [lab.ocs.account('before'), lab.ocs.account('S1'), lab.hss[0]?.byImsi('001')]
          .map(thing => (thing ? 1 : 0))
          .join('');
      const report = await sweep({ lab, run, check, before: async () => void grounds++ });
      assert.deepEqual([report.calls, report.clean.finding, grounds], [2, '111', 9]);
      assert.deepEqual(
        report.points.map(point => [point.effect, point.call, point.finding].join(', ')),
        [
          'status500, ocs ApierV2.SetAccount, 101',
          'status500, hss1 PUT /subscriber/001, 110',
          'rpcError, ocs ApierV2.SetAccount, 101',
          'rpcError, hss1 PUT /subscriber/001, 110',
          'reset before commit, ocs ApierV2.SetAccount, 101',
          'reset before commit, hss1 PUT /subscriber/001, 110',
          'reset after commit, ocs ApierV2.SetAccount, 111',
          'reset after commit, hss1 PUT /subscriber/001, 111',
        ],
      );
      assert.equal(lab.ocs.account('S1'), undefined, 'the start is put back');
    }),
  );
});
