import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type AddonWorld, openAddonWorld } from './addon-world.ts';

describe('addons of a live service', () => {
  let world: AddonWorld;
  before(async () => {
    world = await openAddonWorld();
  });
  after(() => world.close());

  it('adds the gigabytes of the product as bytes and books its price', async () => {
    const held = await world.holdings();
    const outcome = await world.order('data-10gb');
    assert.equal(outcome.status, 0, outcome.failure?.message);
    assert.deepEqual(await world.holdings(), {
      ...held,
      balances: [`*data ${10 * 1024 ** 3}`],
      booked: held.booked + 800,
    });
  });

  it('takes the gigabytes of the order before those of the product, also half ones', async () => {
    const held = await world.holdings();
    const outcome = await world.order('data-10gb', { data_gb: '0.5' });
    assert.equal(outcome.status, 0, outcome.failure?.message);
    assert.deepEqual((await world.holdings()).balances, [...held.balances, `*data ${512 * 1024 ** 2}`].toSorted());
  });

  it('refuses an order without gigabytes', async () => {
    const held = await world.holdings();
    const outcome = await world.order('data-10gb', { data_gb: 0 });
    assert.deepEqual([outcome.status, outcome.verdict], [2, 'clean']);
    assert.match(outcome.failure?.message ?? '', /data_gb must be/);
    assert.deepEqual(await world.holdings(), held);
  });

  it('credits the price of a goodwill product without charging it', async () => {
    const held = await world.holdings();
    const outcome = await world.order('topup-no-charge');
    assert.equal(outcome.status, 0, outcome.failure?.message);
    assert.deepEqual(await world.holdings(), { ...held, balances: [...held.balances, '*monetary 500'].toSorted() });
  });

  it('refuses to credit less than nothing', async () => {
    const held = await world.holdings();
    const outcome = await world.order('topup-no-charge', { credit_units: -300 });
    assert.deepEqual([outcome.status, outcome.failure?.message], [2, 'credit_units must be a number above 0']);
    assert.deepEqual(await world.holdings(), held);
  });

  it('needs to know the service', async () => {
    const order = { product: 'data-10gb', customer: 1 };
    await assert.rejects(world.app.placeOrder(order), { code: 'E_INPUT', message: /needs the service/ });
    await assert.rejects(world.order('data-10gb', { service_id: 4711 }), { code: 'E_NOT_FOUND' });
  });

  it('works on the service of the order, whatever uuid the request names', async () => {
    await assert.rejects(world.order('data-10gb', { service_uuid: 'Service_other' }), { code: 'E_INPUT' });
    assert.equal(world.lab.ocs.account('Service_other'), undefined);
  });

  it('is not for products that make a service of their own', async () => {
    const vars = new Map([['service_id', world.serviceId]]);
    const order = world.app.placeOrder({ product: 'mobile-sim', customer: 1, pick: true, vars });
    await assert.rejects(order, { code: 'E_INPUT', message: /takes no service_id/ });
  });

  for (const product of ['data-10gb', 'topup-no-charge']) {
    it(`says that a person must look when ${product} cannot be taken back`, async () => {
      world.lab.fault({ match: { rpc: '*.AddBalance' }, effect: { reset: 'headers', commit: true } });
      world.lab.fault({ match: { rpc: '*.RemoveBalances' }, effect: { status: { code: 500 } } });
      const outcome = await world.order(product);
      await world.lab.clearFaults();
      assert.deepEqual([outcome.status, outcome.verdict], [2, 'dirty']);
    });
  }
});
