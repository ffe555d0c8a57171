/** A SIM from its activation on two HSS nodes to its removal, which is never a second provisioning. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { listInventoryOfService } from '../../src/crm/inventory.ts';
import type { RunOutcome } from '../../src/provisioning/index.ts';
import { openWorld, type World } from '../provisioning/world.ts';

describe('a mobile SIM', () => {
  let world: World;
  let untouched: string;
  let first: RunOutcome;
  let second: RunOutcome;
  before(async () => {
    world = await openWorld();
    untouched = world.lab.digest(['ocs', 'hss']);
  });
  after(() => world.close());

  const order = (): Promise<RunOutcome> => world.app.placeOrder({ product: 'mobile-sim', customer: 1, pick: true });
  const states = async ({ serviceId = 0 }: RunOutcome): Promise<string[]> =>
    (await listInventoryOfService(world.app.db, serviceId)).map(({ item_state }) => item_state);

  it('is live on both nodes and in the charging system', async () => {
    first = await order();
    second = await order();
    assert.deepEqual([first.status, second.status], [0, 0]);
    assert.ok(world.lab.ocs.account(first.serviceUuid ?? '') !== undefined);
    for (const node of world.lab.hss) {
      const live = node.rows('subscriber').filter(row => row['enabled'] === true);
      assert.equal(live.length, 2, node.instance);
    }
    assert.deepEqual((await world.app.audit()).findings, []);
  });

  it('is removed, and the other SIM of the customer stays assigned', async () => {
    const { status } = await world.app.deprovision({ service: first.serviceId ?? 0 });
    assert.equal(status, 0);
    assert.deepEqual(await states(first), []);
    assert.deepEqual(await states(second), ['Assigned', 'Assigned']);
    assert.ok(world.lab.ocs.account(second.serviceUuid ?? '') !== undefined);
  });

  it('is not provisioned by a removal that names its product', async () => {
    const accounts = world.lab.ocs.accounts().length;
    const vars = new Map([['product_id', 1]]);
    const { status } = await world.app.deprovision({ service: second.serviceId ?? 0, vars });
    assert.equal(status, 0);
    assert.equal(world.lab.ocs.accounts().length, accounts - 1);
    assert.equal(world.lab.digest(['ocs', 'hss']), untouched);
  });

  it('is removed twice: the second time changes nothing', async () => {
    const calls = world.lab.journal.seq;
    const again = await world.app.deprovision({ service: second.serviceId ?? 0 });
    assert.deepEqual([again.status, again.repeated], [0, true]);
    assert.equal(world.lab.journal.seq, calls);
    assert.deepEqual((await world.app.audit()).findings, []);
  });
});
