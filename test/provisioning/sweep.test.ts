/** The acceptance test of the shipped plays: whichever call fails, in whichever way, nothing is left behind. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FaultEffect } from '../../src/lab/faults/rule.ts';
import { openWorld, type World } from './world.ts';

const effects: readonly (readonly [string, FaultEffect])[] = [
  ['status 500', { status: { code: 500 } }],
  ['rpcError', { rpcError: 'SERVER_ERROR: injected' }],
  ['reset before commit', { reset: 'headers', commit: false }],
  ['reset after commit', { reset: 'headers', commit: true }],
];

/** Calls to the backends in a clean run of the order. */
async function callsOf(world: World, product: string): Promise<number> {
  const earlier = world.lab.journal.seq;
  const outcome = await world.app.placeOrder({ product, customer: 1, pick: true });
  assert.equal(outcome.status, 0, outcome.failure?.message);
  const calls = world.lab.journal.seq - earlier;
  await world.app.deprovision({ service: outcome.serviceId ?? 0 });
  return calls;
}

for (const product of ['mobile-sim', 'simple-service']) {
  describe(`sweep over ${product}`, () => {
    let world: World;
    let calls: number;
    before(async () => {
      world = await openWorld();
      calls = await callsOf(world, product);
    });
    after(() => world.close());

    for (const [name, effect] of effects) {
      it(`leaves nothing behind when any call meets: ${name}`, async () => {
        assert.ok(calls > 0);
        const untouched = world.lab.digest(['ocs', 'hss']);
        for (let nth = 1; nth <= calls; nth++) await failNthCall(world, product, nth, effect, untouched);
      });
    }
  });
}

async function failNthCall(
  world: World,
  product: string,
  nth: number,
  effect: FaultEffect,
  untouched: string,
): Promise<void> {
  const rule = world.lab.fault({ match: {}, when: { nth }, effect });
  const outcome = await world.app.placeOrder({ product, customer: 1, pick: true });
  const call = world.lab.journal.entries().find(entry => entry.fault === rule);
  await world.lab.clearFaults(rule);
  const told = `call ${nth} (${call?.method} ${call?.path} ${call?.rpc ?? ''}): ${JSON.stringify(outcome)}`;
  assert.ok(call !== undefined, `no fault was applied at ${told}`);
  if (outcome.status === 0) await world.app.deprovision({ service: outcome.serviceId ?? 0 });
  else assert.equal(outcome.verdict, 'clean', told);
  // A read whose answer was lost is sent again; a message that was not sent is ignored.
  const isHealed = call.system === 'sms' || ('reset' in effect && call.method === 'GET');
  assert.equal(outcome.status, isHealed ? 0 : 2, told);
  assert.equal(world.lab.digest(['ocs', 'hss']), untouched, told);
  const report = await world.app.audit();
  assert.deepEqual(report.findings, [], told);
  assert.equal(report.clean, true, told);
}
