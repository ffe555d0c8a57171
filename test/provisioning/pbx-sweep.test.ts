/** Whichever call of a phone user's order fails, in whichever way: no user, line or extension is left behind. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FaultEffect, FaultMatch } from '../../src/lab/faults/rule.ts';
import { openWorld, type World } from './world.ts';

interface Fault {
  readonly name: string;
  readonly effect: FaultEffect;
  /** Other methods are sent again at once when no answer came: nothing of it would be seen. */
  readonly match: FaultMatch;
}

const faults: readonly Fault[] = [
  { name: 'status 500', effect: { status: { code: 500 } }, match: {} },
  { name: 'reset before commit', effect: { reset: 'headers', commit: false }, match: { method: 'POST' } },
  { name: 'reset after commit', effect: { reset: 'headers', commit: true }, match: { method: 'POST' } },
];

describe('sweep over pbx-user', () => {
  let world: World;
  let methods: readonly string[];
  before(async () => {
    world = await openWorld();
    // The first order asks for the challenge, which is kept for all that follow.
    await methodsOf(world);
    methods = await methodsOf(world);
  });
  after(() => world.close());

  for (const fault of faults) {
    it(`leaves nothing behind when any call meets: ${fault.name}`, async () => {
      const calls = methods.filter(method => [method, undefined].includes(fault.match.method)).length;
      assert.ok(calls > 5, `${calls} calls`);
      const untouched = world.lab.digest();
      for (let nth = 1; nth <= calls; nth++) await failNthCall(world, nth, fault, untouched);
    });
  }

  it('tells that the words of a refused line are hidden', async () => {
    const effect = { status: { code: 400, body: ["Input Error - field 'context': Context was not found"] } };
    const rule = world.lab.fault({ match: { method: 'POST', path: '/1.1/lines_sip' }, effect });
    const { failure } = await order(world.app);
    await world.lab.clearFaults(rule);
    assert.match(failure?.message ?? '', /hidden .* 'no_log: true'/);
  });

  it('finishes a removal the second time, whichever look-up was refused', async () => {
    const untouched = world.lab.digest();
    for (let nth = 1, isReached = true; isReached; nth++) {
      const { serviceId: service = 0 } = await order(world.app);
      const rule = world.lab.fault({ match: { method: 'GET' }, when: { nth }, effect: { status: { code: 500 } } });
      const broken = await world.app.deprovision({ service });
      await world.lab.clearFaults(rule);
      const call = world.lab.journal.entries().find(entry => entry.fault === rule);
      isReached = call !== undefined;
      const told = `call ${nth} (${call?.method} ${call?.path})`;
      assert.equal(broken.status, isReached ? 2 : 0, told);
      if (isReached) assert.equal((await world.app.deprovision({ service })).status, 0, told);
      assert.equal(world.lab.digest(), untouched, told);
    }
  });

  it('goes on when the answer to a look-up or an undo is lost', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const rule = world.lab.fault({ match: { method }, when: { nth: 1 }, effect: { reset: 'headers', commit: true } });
      const { status, serviceId } = await order(world.app);
      const removed = await world.app.deprovision({ service: serviceId ?? 0 });
      assert.deepEqual([status, removed.status], [0, 0], method);
      await world.lab.clearFaults(rule);
    }
    assert.equal(world.lab.pbx.state.users.length, 0);
  });
});

/** Of the calls of a clean order. */
async function methodsOf({ app, lab }: World): Promise<readonly string[]> {
  const since = lab.journal.seq;
  const outcome = await order(app);
  assert.equal(outcome.status, 0, outcome.failure?.message);
  const methods = lab.journal.entries({ since }).map(entry => entry.method);
  await app.deprovision({ service: outcome.serviceId ?? 0 });
  return methods;
}

async function failNthCall(
  { app, lab }: World,
  nth: number,
  { effect, match }: Fault,
  untouched: string,
): Promise<void> {
  const rule = lab.fault({ match, when: { nth }, effect });
  const outcome = await order(app);
  const call = lab.journal.entries().find(entry => entry.fault === rule);
  await lab.clearFaults(rule);
  const told = `call ${nth} (${call?.method} ${call?.path}): ${JSON.stringify(outcome)}`;
  assert.ok(call !== undefined, `no fault was applied at ${told}`);
  assert.deepEqual([outcome.status, outcome.verdict], [2, 'clean'], told);
  assert.equal(lab.digest(), untouched, told);
  const report = await app.audit({ systems: ['pbx', 'crm'] });
  assert.deepEqual([report.findings, report.clean], [[], true], told);
}

function order(app: World['app']): ReturnType<World['app']['placeOrder']> {
  return app.placeOrder({
    product: 'pbx-user',
    customer: 1,
    pick: true,
    vars: new Map([['mac', '00:08:5D:31:EF:E0']]),
  });
}
