import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { getService } from '../../../src/crm/service.ts';
import type { RunOutcome } from '../../../src/provisioning/index.ts';
import { type ChainWorld, openChainWorld, stepsOf } from './chain-world.ts';

describe('several plays on a service that is there', () => {
  let world: ChainWorld;
  let live: RunOutcome;
  let subscribers: string;
  before(async () => {
    world = await openChainWorld();
    live = await world.app.placeOrder({ product: 'mobile-sim', customer: 1, pick: true });
    subscribers = world.lab.digest(['hss']);
  });
  after(() => world.close());
  afterEach(async () => {
    await world.lab.clearFaults();
  });

  const boost = (): Promise<RunOutcome> =>
    world.app.placeOrder({ product: 'boost', customer: 1, vars: new Map([['service_id', live.serviceId ?? 0]]) });
  const status = async (): Promise<string> => (await getService(world.app.db, live.serviceId)).service_status;

  for (const step of [1, 2]) {
    it(`are undone without the service when step ${step} fails`, async () => {
      world.lab.fault({
        match: { rpc: '*.AddBalance' },
        when: { nth: step },
        effect: { rpcError: 'SERVER_ERROR: no' },
      });
      const outcome = await boost();
      assert.deepEqual([outcome.status, outcome.verdict], [2, 'clean']);
      assert.deepEqual(stepsOf(outcome), ['1 2 clean', '2 2 clean'].slice(0, step));
      assert.deepEqual([await status(), world.lab.digest(['hss'])], ['Active', subscribers]);
      assert.deepEqual([world.lab.ocs.account(live.serviceUuid ?? '')?.Disabled, world.balances(live)], [false, []]);
      assert.equal(await world.stockInUse(), 2);
    });
  }

  it('have the service to themselves until the last is through', async () => {
    const [one, other] = await Promise.allSettled([boost(), boost()]);
    const [won, lost] = one.status === 'fulfilled' ? [one, other] : [other, one];
    assert.equal(won.status === 'fulfilled' && won.value.status, 0);
    assert.equal(lost.status === 'rejected' && (lost.reason as { code: string }).code, 'E_BUSY');
    assert.deepEqual(world.balances(live).toSorted(), ['*data 1073741824', '*monetary 500']);
    assert.equal((await world.app.deprovision({ service: live.serviceId ?? 0 })).status, 0);
    assert.equal(world.digest(), world.untouched);
  });
});
