/** A phone user by the shipped play, at the lab's phone system. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getService } from '../../src/crm/service.ts';
import { openWorld, type World } from './world.ts';

describe('play_pbx_user', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  it('makes user, line and numbers, keeps their ids, and removes them', async () => {
    const untouched = world.lab.digest();
    const outcome = await world.app.placeOrder({ product: 'pbx-user', customer: 1, pick: true });
    assert.equal(outcome.status, 0, outcome.failure?.message);
    const { state } = world.lab.pbx;
    assert.deepEqual([state.users.length, state.lines.length, state.extensions.length], [1, 1, 2]);
    assert.deepEqual([state.userLines.length, state.lineExtensions.length], [1, 2]);
    const service = await getService(world.app.db, outcome.serviceId);
    const { pbx } = JSON.parse(service.custom_fields) as { pbx: Record<string, unknown> };
    assert.equal(pbx['user_id'], state.users[0]?.id);
    assert.equal(pbx['provisioning_extension'], state.lines[0]?.provisioning_extension);
    const removed = await world.app.deprovision({ service: outcome.serviceId ?? 0 });
    assert.equal(removed.status, 0, removed.failure?.message);
    assert.equal(world.lab.digest(), untouched);
  });
});
