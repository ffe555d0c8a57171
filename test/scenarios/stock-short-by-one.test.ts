/** Fifty orders at once for forty-nine numbers, from two processes: forty-nine are served, one is refused, no number is sold twice. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createInventory, listInventory } from '../../src/crm/inventory.ts';
import { createProduct } from '../../src/crm/product.ts';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { openWorld, type World } from '../provisioning/world.ts';

const ORDERS = 50;
const TYPE = 'Mobile Number';

let world: World;
before(async () => {
  world = await openWorld({ hss: 1 });
  const { app } = world;
  const inventory_items_list = `['${TYPE}']`;
  const product = { product_slug: 'number', product_name: 'Number', provisioning_play: 'play_simple_service' };
  await createProduct(app.db, { ...product, inventory_items_list });
  const { data } = await listInventory(app.db, { filters: { inventory_type: TYPE }, per_page: 500 });
  for (let more = data.length; more < ORDERS - 1; more++) {
    const msisdn = `9997000${String(more).padStart(4, '0')}`;
    await createInventory(app.db, { inventory_type: TYPE, item_state: 'New', msisdn });
  }
});
after(() => world.close());

it('serves as many as there are, each with its own number', async () => {
  const { app, home } = world;
  // Another connection to the same database, as of a second process.
  const other = await createApp(await loadConfig({ env: { OMNICRM_HOME: home }, cwd: home }));
  const orders = Array.from({ length: ORDERS }, (_, at) =>
    (at % 2 === 0 ? app : other).placeOrder({ product: 'number', customer: 1, pick: true }),
  );
  const results = await Promise.allSettled(orders);
  await other.close();
  const won = results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
  const lost = results.flatMap(result =>
    result.status === 'rejected' ? [(result.reason as { code: string }).code] : [],
  );
  assert.deepEqual([won.length, lost], [ORDERS - 1, ['E_STOCK']]);
  assert.ok(won.every(({ status }) => status === 0));
  const { data } = await listInventory(app.db, { filters: { inventory_type: TYPE }, per_page: 500 });
  const owners = data.map(({ service_id }) => service_id);
  assert.equal(new Set(owners).size, ORDERS - 1);
  assert.ok(data.every(({ item_state }) => item_state === 'Assigned'));
  assert.deepEqual((await app.audit()).findings, []);
});
