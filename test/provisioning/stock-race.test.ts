import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { listInventory } from '../../src/crm/inventory.ts';
import { openWorld, type World } from './world.ts';

describe('two orders for one SIM', () => {
  let world: World;
  before(async () => {
    world = await openWorld({ hss: 1 });
  });
  after(() => world.close());

  it('gives it to one and refuses the other, each of 20 times', async () => {
    const free = async (type: string): Promise<number[]> => {
      const { data } = await listInventory(world.app.db, {
        filters: { inventory_type: type, item_state: ['New', 'Used'] },
      });
      return data.map(item => item.inventory_id);
    };
    for (let round = 0; round < 20; round++) {
      const [sim = 0] = await free('SIM Card');
      const [one = 0, two = 0] = await free('Mobile Number');
      const order = (number: number) => ({
        product: 'mobile-sim',
        customer: 1,
        inventory: new Map([
          ['SIM Card', sim],
          ['Mobile Number', number],
        ]),
      });
      const results = await Promise.allSettled([world.app.placeOrder(order(one)), world.app.placeOrder(order(two))]);
      const won = results.filter(result => result.status === 'fulfilled').map(result => result.value);
      const lost = results
        .filter(result => result.status === 'rejected')
        .map(result => result.reason as Error & { code: string });
      assert.deepEqual([won.length, won[0]?.status, lost[0]?.code], [1, 0, 'E_STOCK']);
      assert.match(lost[0]?.message ?? '', new RegExp(`${sim}`));
      await world.app.deprovision({ service: won[0]?.serviceId ?? 0 });
    }
    assert.deepEqual((await world.app.audit()).findings, []);
  });
});
