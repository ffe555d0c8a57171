/** A terminated service is topped up behind the CRM's back: AddBalance brings its account to life, and the audit tells. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openWorld } from '../provisioning/world.ts';

it('is found as OCS-2: the account of a service that is inactive', async () => {
  const world = await openWorld({ hss: 1 });
  try {
    const { app, lab } = world;
    const { serviceId = 0, serviceUuid = '' } = await app.placeOrder({ product: 'simple-service', customer: 1 });
    await app.deprovision({ service: serviceId });
    assert.deepEqual((await app.audit()).findings, []);
    const params = [{ Tenant: 'cgrates.org', Account: serviceUuid, BalanceType: '*monetary', Balance: { Value: 5 } }];
    await fetch(`${lab.ocs.url}/jsonrpc`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: 1, method: 'ApierV1.AddBalance', params }),
    });
    assert.ok(lab.ocs.account(serviceUuid) !== undefined, 'the account is back');
    const { findings, clean } = await app.audit();
    assert.equal(clean, false);
    assert.ok(
      findings.some(({ finding, key }) => finding === 'OCS-2' && key.includes(serviceUuid)),
      JSON.stringify(findings),
    );
  } finally {
    await world.close();
  }
});
