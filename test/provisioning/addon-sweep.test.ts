/** The acceptance test of the shipped addons: whichever call fails, the service holds what it held and the money is back. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FaultEffect } from '../../src/lab/faults/rule.ts';
import { type AddonWorld, openAddonWorld } from './addon-world.ts';

const effects: readonly (readonly [string, FaultEffect])[] = [
  ['status 500', { status: { code: 500 } }],
  ['rpcError', { rpcError: 'SERVER_ERROR: injected' }],
  ['reset before commit', { reset: 'headers', commit: false }],
  ['reset after commit', { reset: 'headers', commit: true }],
];

/** Systems whose calls may fail without failing the order: messages are optional, charges are asked for again. */
const forgiving = new Set(['sms', 'pay']);

for (const product of ['topup-monetary', 'topup-no-charge', 'data-10gb']) {
  describe(`sweep over ${product}`, () => {
    let world: AddonWorld;
    let calls: number;
    before(async () => {
      world = await openAddonWorld();
      const earlier = world.lab.journal.entries().length;
      const outcome = await world.order(product);
      assert.equal(outcome.status, 0, outcome.failure?.message);
      calls = world.lab.journal.entries().length - earlier;
    });
    after(() => world.close());

    for (const [name, effect] of effects) {
      it(`keeps the books straight when any call meets: ${name}`, async () => {
        assert.ok(calls > 1);
        for (let nth = 1; nth <= calls; nth++) await failNthCall(world, product, nth, effect);
      });
    }
  });
}

async function failNthCall(world: AddonWorld, product: string, nth: number, effect: FaultEffect): Promise<void> {
  const held = await world.holdings();
  const rule = world.lab.fault({ match: {}, when: { nth }, effect });
  const outcome = await world.order(product);
  const call = world.lab.journal.entries().find(entry => entry.fault === rule);
  await world.lab.clearFaults(rule);
  const told = `call ${nth} (${call?.method} ${call?.path} ${call?.rpc ?? ''}): ${JSON.stringify(outcome)}`;
  assert.ok(call !== undefined, `no fault was applied at ${told}`);
  assert.equal(outcome.status, forgiving.has(call.system) ? 0 : 2, told);
  if (outcome.status === 2) {
    assert.equal(outcome.verdict, 'clean', told);
    assert.deepEqual(await world.holdings(), held, told);
  } else assert.equal((await world.holdings()).paid, held.paid + 2000, told);
  assert.deepEqual((await world.app.audit()).findings, [], told);
}
