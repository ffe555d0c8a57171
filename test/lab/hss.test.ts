import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Lab } from '../../src/lab/lab.ts';
import type { Json } from '../../src/lab/simulator.ts';
import { http, withLab } from './client.ts';

const imsi = '001010000000001';
const keys = { ki: 'A'.repeat(32), opc: 'B'.repeat(32), amf: '8000' };
const call = async (lab: Lab, method: string, path: string, body?: Json) => {
  const { status, text } = await http(method, lab.hss[0]!.url + path, body);
  return [status, JSON.parse(text)];
};

describe('HSS as PyHSS', () => {
  it(
    'creates, shows, changes and deletes',
    withLab({ hss: [{ mode: 'pyhss' }] }, async lab => {
      const [status, auc] = await call(lab, 'PUT', '/auc/', { ...keys, imsi });
      assert.deepEqual([status, auc.auc_id, auc.ki, auc.algo], [200, 1, keys.ki, '3']);
      const [, shown] = await call(lab, 'GET', `/auc/imsi/${imsi}`);
      assert.deepEqual([shown.imsi, 'ki' in shown, 'opc' in shown], [imsi, false, false]);
      const fields = { imsi, auc_id: 1, default_apn: 1, apn_list: '1,2', msisdn: '+39333' };
      const [, subscriber] = await call(lab, 'PUT', '/subscriber/', fields);
      assert.deepEqual([subscriber.subscriber_id, subscriber.msisdn, subscriber.ue_ambr_dl], [1, '39333', 999_999]);
      const [, found] = await call(lab, 'GET', '/subscriber/msisdn/39333');
      assert.deepEqual([found.imsi, found.attributes], [imsi, []]);
      const [, dormant] = await call(lab, 'PATCH', '/subscriber/1', {
        msisdn: '99991',
        ue_ambr_dl: 9_999_999,
        nonsense: 1,
      });
      assert.deepEqual([dormant.msisdn, dormant.ue_ambr_dl, 'nonsense' in dormant], ['99991', 9_999_999, false]);
      assert.deepEqual(await call(lab, 'DELETE', '/subscriber/1'), [200, { Result: 'OK' }]);
    }),
  );

  it(
    'answers 200 null for what is not there, 400 null for IMS look-ups',
    withLab({ hss: [{ mode: 'pyhss' }] }, async lab => {
      for (const path of [
        '/subscriber/7',
        '/subscriber/imsi/7',
        '/subscriber/msisdn/7',
        '/auc/iccid/7',
        '/ims_subscriber/7',
        `/subscriber/${imsi}`,
      ]) {
        assert.deepEqual(await call(lab, 'GET', path), [200, null], path);
      }
      assert.deepEqual(await call(lab, 'PATCH', '/subscriber/7', {}), [200, null]);
      assert.deepEqual(await call(lab, 'DELETE', '/subscriber/7'), [200, null]);
      assert.deepEqual(await call(lab, 'GET', '/ims_subscriber/ims_subscriber_imsi/7'), [400, null]);
    }),
  );

  it(
    'tells what is wrong, keys included',
    withLab({ hss: [{ mode: 'pyhss' }] }, async lab => {
      await call(lab, 'PUT', '/auc/', { ...keys, imsi });
      const [status, { reason }] = await call(lab, 'PUT', '/auc/', { ...keys, imsi });
      assert.equal(status, 400);
      assert.match(reason, /^A database integrity error occurred: .*UNIQUE constraint failed: auc\.imsi\n\[SQL: /);
      assert.ok(reason.includes(`'${keys.ki}'`));
      assert.ok(!JSON.stringify(lab.journal.entries()).includes(keys.ki), 'the journal hides them');
      assert.ok(JSON.stringify(lab.journal.entries({ reveal: true })).includes(keys.ki));
      const [missing, { reason: why }] = await call(lab, 'PUT', '/apn/', { apn: 'x' });
      assert.deepEqual([missing, why.includes('NOT NULL constraint failed: apn.apn_ambr_dl')], [400, true]);
      assert.deepEqual(await call(lab, 'PUT', '/auc/', { x: 1 }), [
        500,
        { result: 'Failed', reason: "An internal server error occurred: 'x' is an invalid keyword argument for AUC" },
      ]);
      assert.equal((await call(lab, 'PUT', '/auc/', 'no json'))[0], 500);
      assert.equal((await call(lab, 'PATCH', '/auc/1', { esim: 'True' }))[0], 500);
      assert.deepEqual(await call(lab, 'GET', '/nothing/1'), [404, { Result: 'Not Found' }]);
    }),
  );

  it(
    'refuses PUT by IMSI, and deletes nothing by it',
    withLab({ hss: [{ mode: 'pyhss' }] }, async lab => {
      const message = 'The method is not allowed for the requested URL.';
      assert.deepEqual(await call(lab, 'PUT', `/subscriber/${imsi}`, { ...keys, imsi }), [405, { message }]);
      await call(lab, 'PUT', '/subscriber/', { imsi, auc_id: 77, default_apn: 1, apn_list: '1' });
      assert.deepEqual(await call(lab, 'DELETE', `/subscriber/${imsi}`), [200, null]);
      assert.equal(lab.hss[0]?.byImsi(imsi)?.auc, null);
    }),
  );

  it(
    'lists by page',
    withLab({}, async lab => {
      lab.seed({ sims: Array.from({ length: 5 }, (_, n) => ({ ...keys, imsi: `00101${n}` })) });
      assert.equal((await call(lab, 'GET', '/auc/list'))[1].length, 5);
      const [, page] = await call(lab, 'GET', '/auc/list?page=1&page_size=2');
      assert.deepEqual(
        page.map((row: { auc_id: number }) => row.auc_id),
        [3, 4],
      );
    }),
  );

  it(
    'locks writing, not reading',
    withLab({ hss: [{ lockProvisioning: true, provisioningKey: 'secret-key' }] }, async lab => {
      assert.deepEqual(await call(lab, 'PUT', '/apn/', {}), [
        401,
        { Result: 'Unauthorized - Provisioning-Key Invalid' },
      ]);
      assert.equal((await call(lab, 'GET', '/apn/list'))[0], 200);
      const apn = { apn: 'x', apn_ambr_dl: 1, apn_ambr_ul: 1 };
      assert.equal(
        (await http('PUT', `${lab.hss[0]!.url}/apn/`, apn, { 'provisioning-key': 'secret-key' })).status,
        200,
      );
    }),
  );

  it(
    'checks foreign keys where the database does',
    withLab({ hss: [{ fk: 'on' }] }, async lab => {
      const [status, { reason }] = await call(lab, 'PUT', '/subscriber/', {
        imsi,
        auc_id: 77,
        default_apn: 1,
        apn_list: '1',
      });
      assert.deepEqual([status, reason.includes('FOREIGN KEY constraint failed')], [400, true]);
    }),
  );
});

describe("HSS in the operator's shape", () => {
  it(
    'upserts by IMSI, wholly or not at all',
    withLab({ hss: [{ mode: 'omni' }] }, async lab => {
      const [status, row] = await call(lab, 'PUT', `/subscriber/${imsi}`, {
        imsi,
        msisdn: '39333',
        ki: keys.ki,
        opc: keys.opc,
        enabled: true,
      });
      assert.deepEqual([status, row.subscriber_id, row.default_apn, 'ki' in row], [200, 1, 1, false]);
      assert.equal(lab.hss[0]?.byImsi(imsi)?.auc?.['ki'], keys.ki);
      const [, again] = await call(lab, 'PUT', `/subscriber/${imsi}`, { msisdn: '39444' });
      assert.deepEqual([again.subscriber_id, again.msisdn], [1, '39444']);
      assert.equal((await call(lab, 'PUT', '/subscriber/002', { ki: 'x', opc: 'y', enabled: 'True' }))[0], 500);
      assert.equal(lab.hss[0]?.rows('auc').length, 1);
      assert.equal((await call(lab, 'PUT', '/subscriber/', {}))[0], 405);
      assert.deepEqual(await call(lab, 'DELETE', `/subscriber/${imsi}`), [200, { Result: 'OK' }]);
    }),
  );
});
