/** Whichever call fails while a phone is suspended, restored or given another number: all is as it was. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getService } from '../../src/crm/service.ts';
import type { FaultEffect, FaultMatch } from '../../src/lab/faults/rule.ts';
import type { RunOutcome } from '../../src/provisioning/index.ts';
import { openWorld, type World } from './world.ts';

interface Fault {
  readonly name: string;
  readonly effect: FaultEffect;
  readonly match: FaultMatch;
  readonly status: 0 | 2;
}

const faults: readonly Fault[] = [
  { name: 'status 500', effect: { status: { code: 500 } }, match: {}, status: 2 },
  // It is sent again at once.
  { name: 'no answer', effect: { reset: 'headers', commit: true }, match: { method: 'PUT' }, status: 0 },
];

/** What takes an order back, so that it can be made again. */
const reverse: Readonly<Record<string, string>> = { 'pbx-suspend': 'pbx-restore', 'pbx-restore': 'pbx-suspend' };

describe('sweep over the plays that change a phone', () => {
  let world: World;
  let service_id: number;
  before(async () => {
    world = await openWorld();
    service_id = (await world.app.placeOrder({ product: 'pbx-user', customer: 1, pick: true })).serviceId ?? 0;
    Object.assign(world.lab.pbx.state.users[0] ?? {}, { preprocess_subroutine: 'records-calls' });
  });
  after(() => world.close());

  const addon = (product: string): Promise<RunOutcome> =>
    world.app.placeOrder({ product, customer: 1, pick: true, vars: new Map([['service_id', service_id]]) });

  const held = async (): Promise<unknown> => {
    const { service_status, service_name, custom_fields } = await getService(world.app.db, service_id);
    const stock = world.app.db.selectFrom('inventory').select(['inventory_id', 'item_state', 'service_id']);
    const items = await stock.where('inventory_type', '=', 'SIP Extension').execute();
    return [world.lab.digest(), service_status, service_name, custom_fields, items];
  };

  /** Whether there was such a call. */
  async function failNthCall(product: string, nth: number, { name, effect, match, status }: Fault): Promise<boolean> {
    const asItWas = await held();
    const rule = world.lab.fault({ match, when: { nth }, effect });
    const outcome = await addon(product);
    const call = world.lab.journal.entries().find(entry => entry.fault === rule);
    await world.lab.clearFaults(rule);
    const told = `${name} at call ${nth} (${call?.method} ${call?.path}): ${JSON.stringify(outcome)}`;
    assert.equal(outcome.status, call === undefined ? 0 : status, told);
    if (outcome.status === 2) assert.deepEqual([outcome.verdict, await held()], ['clean', asItWas], told);
    const back = reverse[product];
    if (outcome.status === 0 && back !== undefined) assert.equal((await addon(back)).status, 0, told);
    return call !== undefined;
  }

  for (const product of ['pbx-suspend', 'pbx-restore', 'pbx-change-number']) {
    it(`${product} leaves all as it was, or is done`, async () => {
      if (product === 'pbx-restore') assert.equal((await addon('pbx-suspend')).status, 0);
      for (const fault of faults) {
        let calls = 0;
        while (await failNthCall(product, calls + 1, fault)) calls++;
        assert.ok(calls > 0, fault.name);
      }
      if (product === 'pbx-restore') assert.equal((await addon(product)).status, 0);
      assert.equal(world.lab.pbx.state.users[0]?.['preprocess_subroutine'], 'records-calls');
      assert.deepEqual((await world.app.audit({ systems: ['pbx', 'crm'] })).findings, []);
    });
  }
});
