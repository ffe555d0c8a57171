import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunEvent } from '../../../src/engine/index.ts';
import { openWorld } from '../world.ts';

test('an order that takes longer than its token lives: every task succeeds, no token is kept, creates have keys', async t => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const world = await openWorld();
  t.after(() => world.close());
  const { provisioning } = world.app.config;
  let tasks = 0;
  const report = (event: RunEvent): void => {
    if (event.type === 'task_start' && ++tasks === 4)
      t.mock.timers.tick(provisioning.timeoutSeconds * 1000 + 3_600_000);
  };
  const order = { product: 'mobile-sim', customer: 1, pick: true };
  const outcome = await world.app.placeOrder(order, { reporters: [{ report }] });
  assert.ok(tasks > 4);
  assert.equal(outcome.status, 0, JSON.stringify(outcome.failure));
  const events = await world.app.db.selectFrom('provision_event').selectAll().execute();
  assert.ok(events.every(({ provisioning_status }) => provisioning_status === 0));
  assert.ok(!JSON.stringify(events).includes('eyJ'));
  const creates = await world.app.db.selectFrom('idempotent_request').selectAll().execute();
  assert.deepEqual(creates.map(({ sender, object }) => `${sender} ${object}`).toSorted(), [
    'run-1 service',
    'run-1 transaction',
  ]);
});
