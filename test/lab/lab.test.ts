import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startLab, type Lab } from '../../src/lab/lab.ts';
import { brokenBy, http, pay, rpc, withLab } from './client.ts';

const sim = (n: number) => ({ imsi: `00101000000000${n}`, ki: 'A'.repeat(32), opc: 'B'.repeat(32) });
const putSim = (lab: Lab, n: number) =>
  http('PUT', `${lab.hss[0]!.url}/subscriber/${sim(n).imsi}`, { ...sim(n), msisdn: `3933${n}` });

describe('the lab as a whole', () => {
  it(
    'goes back to a snapshot, and tells what changed',
    withLab({}, async lab => {
      await rpc(lab, 'ApierV2.SetAccount', { Account: 'S1' });
      lab.snapshot('before');
      const digest = lab.digest();
      await rpc(lab, 'ApierV2.SetAccount', { Account: 'S1', ExtraOptions: { Disabled: true } });
      await rpc(lab, 'ApierV2.SetAccount', { Account: 'S2' });
      await putSim(lab, 1);
      const { ocs, hss1, ...others } = lab.diff('before');
      assert.deepEqual(
        [ocs?.added.map(item => item.key), hss1?.added.map(item => item.kind), others],
        [['cgrates.org:S2'], ['auc', 'subscriber'], {}],
      );
      assert.deepEqual(ocs?.changed[0]?.fields['Disabled'], { from: false, to: true });
      assert.notEqual(lab.digest(), digest);
      lab.restore('before');
      assert.deepEqual([lab.diff('before'), lab.digest()], [{}, digest]);
      assert.throws(() => lab.restore('never'), { code: 'E_NOT_FOUND' });
    }),
  );

  it(
    'digests content, not order, ids and times',
    withLab({}, async lab => {
      const fill = async (...order: number[]) => {
        for (const n of order) {
          await putSim(lab, n);
          await rpc(lab, 'ApierV1.AddBalance', {
            Account: `S${n}`,
            BalanceType: '*sms',
            Balance: { Value: n, ExpiryTime: '+24h' },
          });
          await pay(lab, 'POST', '/v1/payment_intents', {
            amount: `${n}`,
            currency: 'eur',
            payment_method: 'pm_ok',
            confirm: 'true',
          });
        }
        return lab.digest();
      };
      const forward = await fill(1, 2, 3);
      await lab.reset();
      assert.equal(await fill(3, 1, 2), forward);
      await putSim(lab, 4);
      assert.notEqual(lab.digest(), forward);
      const ocs = lab.digest(['ocs']);
      await putSim(lab, 5);
      assert.equal(lab.digest(['ocs']), ocs);
    }),
  );

  it(
    'resets to the start',
    withLab({}, async lab => {
      const digest = lab.digest();
      lab.seed({ accounts: ['S1'], sims: [sim(1)], customers: ['cus_new'] });
      lab.fault({ match: { system: 'ocs' }, effect: { down: {} } });
      assert.notEqual(lab.digest(), digest);
      await lab.reset();
      assert.deepEqual([lab.digest(), lab.faults(), lab.journal.entries()], [digest, [], []]);
      assert.equal(await rpc(lab, 'ApierV1.Ping', {}), 'Pong');
    }),
  );

  it(
    'gives the settings of a CRM',
    withLab({ hss: 2 }, async lab => {
      const { ocs, hss, hss_server, sms, stripe } = lab.settings();
      assert.deepEqual(
        [`http://${ocs.OCS}`, ocs.ocsTenant, `http://${hss_server}`],
        [lab.ocs.url, 'cgrates.org', lab.hss[0]?.url],
      );
      assert.deepEqual(
        [hss.length, sms, stripe],
        [2, { url: lab.sms.url, api_key: lab.sms.key }, { base_url: lab.pay.url, secret_key: lab.pay.key }],
      );
    }),
  );

  it(
    'keeps a journal that can be filtered',
    withLab({}, async lab => {
      await http('GET', `${lab.hss[0]!.url}/apn/list?page=0`, undefined, { 'x-request-id': 'run-7' });
      await rpc(lab, 'ApierV1.Ping', {});
      const [first, second] = lab.journal.entries();
      assert.deepEqual(
        [first?.path, first?.requestId, first?.status, second?.rpc],
        ['/apn/list?page=0', 'run-7', 200, 'ApierV1.Ping'],
      );
      assert.equal(lab.journal.entries({ system: 'hss1' }).length, 1);
      assert.equal(lab.journal.entries({ since: 1 }).length, 1);
      assert.equal(lab.journal.entries({ rpc: '*.Ping', status: 200 }).length, 1);
    }),
  );

  it(
    'says when a port is taken, and leaves nothing listening',
    withLab({}, async lab => {
      const port = Number(new URL(lab.sms.url).port);
      await assert.rejects(startLab({ ports: { sms: port } }), { code: 'E_BACKEND_DOWN' });
    }),
  );

  it('is gone after close', async () => {
    const lab = await startLab();
    await lab.close();
    assert.equal(await brokenBy(rpc(lab, 'ApierV1.Ping', {})), 'ECONNREFUSED');
  });
});
