import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { reserveInventory } from '../../src/crm/inventory-reservation.ts';
import { updateInventory } from '../../src/crm/inventory.ts';
import { createService } from '../../src/crm/service.ts';
import { openServer, type Call, type TestServer } from './test-server.ts';

interface Scene extends TestServer {
  /** The run's own requests: it holds SIM 1 and number 21. */
  readonly run: Call & { readonly provisionId: number };
  /** Another live service of the same customer, with SIM 2. */
  readonly other: number;
  /** A service of customer 2, with SIM 3. */
  readonly stranger: number;
}

async function openScene(t: TestContext): Promise<Scene> {
  const server = await openServer(t);
  const { db } = server;
  const live = async (customer_id: number, sim: number): Promise<number> => {
    const { service_id } = await createService(db, {
      customer_id,
      product_id: 1,
      service_name: 'live',
      service_uuid: `S_${sim}`,
    });
    await updateInventory(db, sim, { customer_id, service_id, item_state: 'Assigned' });
    return service_id;
  };
  const [other, stranger] = [await live(1, 2), await live(2, 3)];
  const run = await server.asRun({ inventoryIds: [1, 21] });
  const inventoryIds = { 'SIM Card': 1, 'Mobile Number': 21 };
  await reserveInventory(db, { inventoryIds, provisionId: run.provisionId, until: '2099-01-01T00:00:00Z' });
  return { ...server, run, other, stranger };
}

const newService = { customer_id: '1', product_id: '1', service_name: 'SIM', service_uuid: 'Service_new' };
const freed = { service_id: null, customer_id: null, item_state: 'Used' };

test('an order’s whole way: read, make the service, assign its stock, book the set-up cost, undo', async t => {
  const { run } = await openScene(t);
  for (const url of ['product/product_id/1', 'customer/customer_id/1', 'contact/customer_id/1']) {
    assert.equal((await run('GET', `/crm/${url}`)).status, 200, url);
  }
  const sim = await run('GET', '/crm/inventory/inventory_id/1');
  assert.match(String(sim.body['ki']), /^[0-9a-f]{32}$/);
  const { body: service } = await run('PUT', '/crm/service/', newService);
  const { service_id, created_by_provision_id } = service;
  assert.equal(created_by_provision_id, run.provisionId);
  for (const id of [1, 21]) {
    const change = { customer_id: '1', service_id: String(service_id), item_state: 'Assigned' };
    assert.equal((await run('PATCH', `/crm/inventory/inventory_id/${id}`, change)).status, 200);
  }
  const booked = await run('PUT', '/crm/transaction/', {
    customer_id: 1,
    service_id,
    title: 'Setup',
    retail_cost: '5.0',
  });
  assert.equal(booked.body['provision_id'], run.provisionId);
  for (const id of [1, 21]) assert.equal((await run('PATCH', `/crm/inventory/inventory_id/${id}`, freed)).status, 200);
  const closed = await run('PATCH', `/crm/service/service_id/${String(service_id)}`, { service_status: 'Inactive' });
  assert.equal(closed.body['service_status'], 'Inactive');
  assert.equal((await run('DELETE', `/crm/service/service_id/${String(service_id)}`)).status, 200);
});

test('a rescue that frees all the customer’s stock frees only the order’s', async t => {
  const { run, other } = await openScene(t);
  await run('PATCH', '/crm/inventory/inventory_id/1', { customer_id: 1, item_state: 'Assigned' });
  const { body } = await run('GET', '/crm/inventory/customer_id/1');
  const statuses: Record<string, number> = {};
  for (const { inventory_id } of body.data) {
    const reply = await run('PATCH', `/crm/inventory/inventory_id/${String(inventory_id)}`, freed);
    statuses[String(inventory_id)] = reply.status;
  }
  assert.deepEqual(statuses, { 1: 200, 2: 409 });
  const kept = await run('GET', '/crm/inventory/inventory_id/2');
  assert.deepEqual([kept.body['item_state'], kept.body['service_id']], ['Assigned', other]);
});

test('secrets of another service’s stock stay masked', async t => {
  const { run } = await openScene(t);
  assert.equal((await run('GET', '/crm/inventory/inventory_id/2')).body['ki'], '********');
  const { body } = await run('GET', '/crm/inventory/customer_id/1');
  assert.deepEqual(
    body.data.map(item => item['ki']),
    ['********'],
  );
});

type Attempt = (scene: Scene) => readonly [Parameters<Call>[0], string, unknown?];

const refusals: Readonly<Record<string, readonly [number, Attempt]>> = {
  'another live service of the customer': [
    409,
    ({ other }) => ['PATCH', `service/service_id/${other}`, { service_status: 'Inactive' }],
  ],
  'removing another live service': [409, ({ other }) => ['DELETE', `service/service_id/${other}`]],
  'moving own stock to another live service': [
    409,
    ({ other }) => ['PATCH', 'inventory/inventory_id/1', { service_id: other }],
  ],
  'a service of another customer': [
    403,
    ({ stranger }) => ['PATCH', `service/service_id/${stranger}`, { service_status: 'Inactive' }],
  ],
  'reading a service of another customer': [403, ({ stranger }) => ['GET', `service/service_id/${stranger}`]],
  'stock of another customer': [403, () => ['PATCH', 'inventory/inventory_id/3', freed]],
  'reading stock of another customer': [403, () => ['GET', 'inventory/inventory_id/3']],
  'free stock that the order did not take': [
    403,
    () => ['PATCH', 'inventory/inventory_id/5', { customer_id: 1, item_state: 'Assigned' }],
  ],
  'reading free stock': [403, () => ['GET', 'inventory/inventory_id/5']],
  'giving own stock to another customer': [
    403,
    () => ['PATCH', 'inventory/inventory_id/1', { customer_id: 2, item_state: 'Assigned' }],
  ],
  'new stock': [403, () => ['PUT', 'inventory/', { inventory_type: 'Mobile Number', msisdn: '1' }]],
  'removing own stock': [403, () => ['DELETE', 'inventory/inventory_id/1']],
  'listing another customer’s stock': [403, () => ['GET', 'inventory/customer_id/2']],
  'another customer': [403, () => ['GET', 'customer/customer_id/2']],
  'changing its own customer': [403, () => ['PATCH', 'customer/customer_id/1', { customer_name: 'x' }]],
  'a service for another customer': [403, () => ['PUT', 'service/', { ...newService, customer_id: 2 }]],
  'billing another customer': [403, () => ['PUT', 'transaction/', { customer_id: 2, title: 'x', retail_cost: 1 }]],
  'billing for a service of another customer': [
    403,
    ({ stranger }) => ['PUT', 'transaction/', { customer_id: 1, service_id: stranger, title: 'x', retail_cost: 1 }],
  ],
  'changing a product': [403, () => ['PATCH', 'product/product_id/1', { retail_cost: 0 }]],
  users: [403, () => ['GET', 'user/user_id/1']],
  'how another customer pays': [403, () => ['GET', 'stripe/customer_id/2']],
};

for (const [what, [status, attempt]] of Object.entries(refusals)) {
  test(`a run is refused ${what} with ${status}, and nothing changes`, async t => {
    const scene = await openScene(t);
    const before = await snapshot(scene);
    const [method, path, body] = attempt(scene);
    const reply = await scene.run(method, `/crm/${path}`, body);
    assert.deepEqual([reply.status, reply.body['code']], [status, status === 409 ? 'E_CONFLICT' : 'E_NOT_ALLOWED']);
    assert.deepEqual(await snapshot(scene), before);
  });
}

test('a run lists only what is the customer’s', async t => {
  const { run, other } = await openScene(t);
  assert.deepEqual(
    (await run('GET', '/crm/service/?filters={"customer_id":[2]}')).body.data.map(row => row['service_id']),
    [other],
  );
  assert.deepEqual(
    (await run('GET', '/crm/inventory/')).body.data.map(row => row['inventory_id']),
    [2],
  );
  assert.equal((await run('GET', '/crm/user/')).status, 403);
});

test('an addon’s run owns the service it was ordered for', async t => {
  const { asRun, other } = await openScene(t);
  const run = await asRun({ serviceId: other });
  assert.equal((await run('PATCH', `/crm/service/service_id/${other}`, { notes: 'x' })).status, 200);
  assert.equal((await run('PATCH', '/crm/inventory/inventory_id/2', freed)).status, 200);
});

test('a run cannot book on what another run booked', async t => {
  const { run, asRun } = await openScene(t);
  const { body } = await run('PUT', '/crm/transaction/', { customer_id: 1, title: 'x', retail_cost: 1 });
  const url = `/crm/transaction/transaction_id/${String(body['transaction_id'])}`;
  assert.equal((await (await asRun({}))('PATCH', url, { retail_cost: 0 })).status, 409);
  assert.equal((await run('PATCH', url, { retail_cost: 0 })).status, 200);
});

async function snapshot({ db }: Scene): Promise<unknown> {
  const tables = ['service', 'inventory', 'customer', 'product', 'crm_transaction'] as const;
  return Promise.all(tables.map(table => db.selectFrom(table).selectAll().execute()));
}
