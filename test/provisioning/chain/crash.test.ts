import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { listTransactions } from '../../../src/crm/transaction.ts';
import { Victims } from '../../survival/kill-process.ts';
import { assertWhole, type ChainWorld, openChainWorld } from './chain-world.ts';

const order = { order: 'simple-starter' } as const;

/** Backend calls of simple-starter: account 1; credit 2, 3; data 4, 5; then those that undo, and what is read back. */
describe('an order of several plays whose process is killed', () => {
  let world: ChainWorld;
  let victims: Victims;
  before(async () => {
    world = await openChainWorld();
    victims = new Victims(world);
  });
  after(async () => {
    await victims.close();
    await world.close();
  });
  afterEach(async () => {
    await world.lab.clearFaults();
  });

  /** The order's first run and the one it stands at. */
  const runs = async (): Promise<{ first: number; atHand: number }> => {
    const query = world.app.db.selectFrom('provision').select(['provision_id', 'order_id', 'provisioning_status']);
    const rows = await query.orderBy('provision_id', 'desc').execute();
    const own = rows.filter(row => row.order_id === rows[0]?.order_id);
    const atHand = own.filter(row => row.provisioning_status === 1);
    assert.equal(atHand.length, 1, 'an order that has not ended stands at one run');
    return { first: own.at(-1)?.provision_id ?? 0, atHand: atHand[0]?.provision_id ?? 0 };
  };
  const removeAll = async (): Promise<void> => {
    const services = await world.app.db
      .selectFrom('service')
      .select('service_id')
      .where('service_status', '=', 'Active')
      .execute();
    for (const { service_id } of services) await world.app.deprovision({ service: service_id });
    assert.equal(world.digest(), world.untouched);
  };

  it('in step 2, goes on by any of its runs', async () => {
    assert.ok(await victims.killDuring(order, { calls: 2, afterMs: 0 }));
    const { first, atHand } = await runs();
    assert.deepEqual(await world.app.waitingRuns(), [atHand]);
    const outcome = await world.app.resume(first);
    await assertWhole(world, outcome);
    assert.deepEqual(await world.app.waitingRuns(), []);
    await removeAll();
  });

  it('in step 2, goes back by any of its runs', async () => {
    assert.ok(await victims.killDuring(order, { calls: 3, afterMs: 0 }));
    const { first } = await runs();
    const outcome = await world.app.rollBack(first);
    assert.deepEqual([outcome.status, outcome.verdict], [2, 'clean']);
    await assertWhole(world, outcome);
  });

  it('while step 2 is undone, goes on undoing', async () => {
    world.lab.fault({ match: { rpc: '*.AddBalance' }, when: { nth: 2 }, effect: { rpcError: 'SERVER_ERROR: no' } });
    assert.ok(await victims.killDuring(order, { calls: 7, afterMs: 0 }));
    const outcome = await world.app.resume((await runs()).first);
    assert.match(outcome.failure?.message ?? '', /SERVER_ERROR: no/);
    assert.equal(outcome.failure?.task, 'Add data balance to OCS');
    assert.deepEqual(
      outcome.steps?.map(({ note }) => note !== null),
      [true, true, false],
    );
    await assertWhole(world, outcome);
  });

  it('while it is removed, is removed to the end', async () => {
    const made = await world.app.placeOrder({ product: 'simple-starter', customer: 1 });
    const wasKilled = await victims.killDuring({ remove: made.serviceId ?? 0 }, { calls: 0, afterMs: 0 });
    if (wasKilled) assert.equal((await world.app.resume((await runs()).first)).status, 0);
    assert.equal(world.digest(), world.untouched);
  });

  for (const calls of [2, 3]) {
    it(`a top-up after ${calls} calls is paid and credited, or neither`, async () => {
      const { serviceId = 0, serviceUuid } = await world.app.placeOrder({
        product: 'mobile-sim',
        customer: 1,
        pick: true,
      });
      const [paid, credit] = [world.lab.pay.balance('cus_demo_1'), 2000];
      const work = { order: 'topup-monetary', vars: { service_id: serviceId } };
      assert.ok(await victims.killDuring(work, { calls, afterMs: 0 }));
      for (const id of await world.app.waitingRuns()) await world.app.resume(id);
      const given = world.lab.ocs.account(serviceUuid ?? '')?.BalanceMap?.['*monetary'] ?? [];
      const { data } = await listTransactions(world.app.db, { filters: { service_id: serviceId } });
      const sums = [world.lab.pay.balance('cus_demo_1') - paid, given.reduce((sum, one) => sum + one.Value, 0)];
      assert.ok(sums[0] === 0 || sums[0] === credit, `paid ${sums[0]}`);
      assert.equal(sums[1], sums[0]);
      assert.equal(
        data.reduce((sum, row) => sum + row.retail_cost * 100, 0),
        500 + (sums[0] ?? 0),
      );
      assert.deepEqual((await world.app.audit()).findings, []);
      await world.app.deprovision({ service: serviceId });
    });
  }
});
