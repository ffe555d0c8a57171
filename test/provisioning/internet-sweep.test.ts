/** Wherever the play of internet access breaks nothing is left behind, and a removal that broke is finished by running it again. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getService } from '../../src/crm/service.ts';
import { astray, failingAfter, removalCalls, steps, usePlay } from './internet-plays.ts';
import { openWorld, type World } from './world.ts';

describe('sweep over internet-home', () => {
  let world: World;
  before(async () => {
    world = await openWorld({});
  });
  after(() => world.close());

  for (const step of steps)
    it(`leaves nothing behind when it breaks after: ${step}`, async () => {
      await usePlay(world, failingAfter(step));
      const outcome = await world.app.placeOrder({ product: 'internet-home', customer: 1, pick: true });
      assert.deepEqual([outcome.status, outcome.verdict], [2, 'clean'], outcome.failure?.message);
      assert.equal(outcome.failure?.task, 'Break');
      await nothingIsLeft(world);
    });

  for (const call of removalCalls)
    it(`is removed the second time when this call goes astray: ${call}`, async () => {
      await usePlay(world, undefined);
      const {
        status,
        serviceId = 0,
        failure,
      } = await world.app.placeOrder({
        product: 'internet-home',
        customer: 1,
        pick: true,
      });
      assert.equal(status, 0, failure?.message);
      await usePlay(world, astray(call));
      const broken = await world.app.deprovision({ service: serviceId });
      assert.deepEqual([broken.status, broken.verdict], [2, 'dirty'], broken.failure?.message);
      assert.equal((await getService(world.app.db, serviceId)).service_status, 'Active');
      await usePlay(world, undefined);
      assert.equal((await world.app.deprovision({ service: serviceId })).status, 0);
      await nothingIsLeft(world);
    });
});

async function nothingIsLeft({ app }: World): Promise<void> {
  const { db } = app;
  assert.deepEqual(await db.selectFrom('subscriber').select('login').execute(), []);
  const live = db.selectFrom('service').select('service_id').where('service_status', '<>', 'Inactive');
  assert.deepEqual(await live.execute(), []);
  const held = db.selectFrom('inventory').select('inventory_id').where('inventory_type', '=', 'IP Address');
  const ours = held.where(eb => eb.or([eb('customer_id', 'is not', null), eb('reserved_by', 'is not', null)]));
  assert.deepEqual(await ours.execute(), []);
  const booked = await db
    .selectFrom('crm_transaction')
    .select(['service_id', eb => eb.fn.sum<number>('retail_cost_minor').as('sum')])
    .groupBy('service_id')
    .having(eb => eb.fn.count('transaction_id'), '>', 1)
    .execute();
  assert.ok(booked.every(({ sum }) => sum === 0));
  assert.deepEqual((await app.audit()).findings, []);
}
