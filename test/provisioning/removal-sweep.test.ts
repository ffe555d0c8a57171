/** A removal that any call broke is told as not complete, keeps its service, and is finished by running it again. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getService } from '../../src/crm/service.ts';
import type { FaultEffect } from '../../src/lab/faults/rule.ts';
import { openWorld, type World } from './world.ts';

const effects: readonly (readonly [string, FaultEffect])[] = [
  ['status 500', { status: { code: 500 } }],
  ['reset after commit', { reset: 'headers', commit: true }],
];

for (const product of ['mobile-sim', 'simple-service']) {
  describe(`sweep over the removal of ${product}`, () => {
    let world: World;
    let calls: number;
    before(async () => {
      world = await openWorld();
      const service = await provision(world, product);
      const earlier = world.lab.journal.entries().length;
      await world.app.deprovision({ service });
      calls = world.lab.journal.entries().length - earlier;
    });
    after(() => world.close());

    for (const [name, effect] of effects) {
      it(`finishes the second time when any call meets: ${name}`, async () => {
        assert.ok(calls > 0);
        for (let nth = 1; nth <= calls; nth++) await removeTwice(world, product, nth, effect);
      });
    }
  });
}

async function provision(world: World, product: string): Promise<number> {
  const { status, serviceId = 0, failure } = await world.app.placeOrder({ product, customer: 1, pick: true });
  assert.equal(status, 0, failure?.message);
  return serviceId;
}

async function removeTwice(world: World, product: string, nth: number, effect: FaultEffect): Promise<void> {
  const untouched = world.lab.digest(['ocs', 'hss']);
  const service = await provision(world, product);
  const rule = world.lab.fault({ match: {}, when: { nth }, effect });
  const broken = await world.app.deprovision({ service });
  await world.lab.clearFaults(rule);
  const call = world.lab.journal.entries().find(entry => entry.fault === rule);
  const told = `call ${nth} (${call?.method} ${call?.path} ${call?.rpc ?? ''})`;
  // A read whose answer was lost is sent again.
  const isHealed = 'reset' in effect && call?.method === 'GET';
  assert.deepEqual([broken.status, broken.verdict], isHealed ? [0, undefined] : [2, 'dirty'], told);
  const { service_status } = await getService(world.app.db, service);
  assert.equal(service_status, isHealed ? 'Inactive' : 'Active', told);
  const finished = await world.app.deprovision({ service });
  assert.equal(finished.status, 0, `${told}: ${finished.failure?.message}`);
  assert.equal(world.lab.digest(['ocs', 'hss']), untouched, told);
  assert.deepEqual((await world.app.audit()).findings, [], told);
}
