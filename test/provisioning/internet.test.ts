/** Internet access from its order to its removal: the nightly actions charge it by its tariff, and the books agree. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { findProduct, updateProduct } from '../../src/crm/product.ts';
import { listSubscribers } from '../../src/crm/subscriber.ts';
import type { Subscriber } from '../../src/crm/subscriber-thing.ts';
import { verifyLedger } from '../../src/store/ledger/verify-ledger.ts';
import { openWorld, type World } from './world.ts';

/** From the day after the orders, over the end of a month. */
const days = Array.from({ length: 30 }, (_, index) =>
  new Date(Date.now() + (index + 1) * 86_400_000).toISOString().slice(0, 10),
);
const nightly = ['tariffchargefee', 'vserviceschargefee', 'freezemonth', 'usercash'];

describe('internet access', () => {
  let world: World;
  before(async () => {
    world = await openWorld({});
  });
  after(() => world.close());

  const order = async (tariff?: string): Promise<number> => {
    const vars = new Map(tariff === undefined ? [] : [['tariff', tariff]]);
    const outcome = await world.app.placeOrder({ product: 'internet-home', customer: 1, pick: true, vars });
    assert.equal(outcome.status, 0, outcome.failure?.message);
    return outcome.serviceId ?? 0;
  };
  const subscriberOf = async (service_id: number): Promise<Subscriber | undefined> =>
    (await listSubscribers(world.app.db, { filters: { service_id } })).data[0];
  const nights = async (asOfs: readonly string[]): Promise<void> => {
    for (const asOf of asOfs)
      for (const name of nightly) await world.app.dispatch({ name, params: {}, door: 'cron', asOf });
  };
  const balanceOf = async (service: number): Promise<number | undefined> => (await subscriberOf(service))?.balance;

  it('is charged once a day or once a month by its tariff until it is removed', async () => {
    const [daily, monthly] = [await order(), await order('Home 1000')];
    const { login, ip, tariff, customer_id } = (await subscriberOf(daily)) ?? {};
    assert.deepEqual([login, ip, tariff, customer_id], [`home${daily}`, '203.0.113.11', 'Home 100', 1]);
    await nights(days);
    // A line of cron that fires twice, and a day that is caught up once more.
    await nights(days.slice(-3));
    const months = new Set(days.map(day => day.slice(0, 7))).size;
    assert.deepEqual([await balanceOf(daily), await balanceOf(monthly)], [-30, -45 * months]);
    assert.deepEqual((await verifyLedger(world.app.db)).faults, []);

    assert.equal((await world.app.deprovision({ service: daily })).status, 0);
    const next = new Date(`${days.at(-1)}T00:00:00Z`).getTime() + 86_400_000;
    await nights([new Date(next).toISOString().slice(0, 10)]);
    const ended = await subscriberOf(daily);
    assert.deepEqual([ended?.balance, ended?.down, ended?.tariff, ended?.ip], [-30, true, null, null]);
    assert.deepEqual((await verifyLedger(world.app.db)).faults, []);
    assert.deepEqual((await world.app.audit()).findings, []);
    assert.equal((await world.app.deprovision({ service: daily })).status, 0);
  });

  it('gives its address to the next when it was removed, and leaves no subscriber that was never charged', async () => {
    const service = await order();
    const { ip } = (await subscriberOf(service)) ?? {};
    assert.ok(ip);
    await world.app.deprovision({ service });
    assert.equal(await subscriberOf(service), undefined);
    const { data } = await listSubscribers(world.app.db);
    assert.ok(data.every(subscriber => subscriber.ip !== ip));
  });

  it('is refused without a tariff that exists, and nothing is left', async () => {
    const { product_id } = await findProduct(world.app.db, 'internet-home');
    const subscribers = (await listSubscribers(world.app.db)).pagination.total;
    for (const provisioning_json_vars of ['{}', '{"tariff": "Home 10"}']) {
      await updateProduct(world.app.db, product_id, { provisioning_json_vars });
      const outcome = await world.app.placeOrder({ product: 'internet-home', customer: 1, pick: true });
      assert.deepEqual([outcome.status, outcome.verdict], [2, 'clean'], outcome.failure?.message);
    }
    assert.equal((await listSubscribers(world.app.db)).pagination.total, subscribers);
    assert.deepEqual((await world.app.audit()).findings, []);
  });
});
