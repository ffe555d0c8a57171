import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createContact } from '../../src/crm/contact.ts';
import { startEvent } from '../../src/crm/provision-event.ts';
import { updateInventory } from '../../src/crm/inventory.ts';
import { permissions } from '../../src/crm/permission.ts';
import { createRole } from '../../src/crm/role.ts';
import { createService } from '../../src/crm/service.ts';
import { createSite } from '../../src/crm/site.ts';
import { createTransaction } from '../../src/crm/transaction.ts';
import { createUser } from '../../src/crm/user.ts';
import type { Access } from '../../src/http/access/access.ts';
import { refuseOrder } from '../../src/http/access/refuse-order.ts';
import { createGrantedAccess } from '../../src/http/access/granted-access.ts';
import { startedRun } from '../crm/demo-database.ts';
import { openServer, type Call, type TestServer } from './test-server.ts';

/** A login of customer 1 that holds every permission but admin, and rows of customer 2. */
async function openScene(t: TestContext): Promise<TestServer & { ada: Call; service: number; site: number }> {
  const server = await openServer(t);
  const { db } = server;
  await createRole(db, { role_name: 'All', permissions: permissions.filter(name => name !== 'admin') });
  const login = { email: 'ada@example.net', user_name: 'Ada', customer_id: 1, roles: ['All'] };
  const { user_id } = await createUser(db, login);
  const { service_id } = await createService(db, {
    customer_id: 2,
    product_id: 1,
    service_name: 'x',
    service_uuid: 'other',
  });
  const { site_id } = await createSite(db, { customer_id: 2, site_name: 'x' });
  await createContact(db, { customer_id: 2, contact_name: 'x' });
  await updateInventory(db, 3, { customer_id: 2, service_id, item_state: 'Assigned' });
  return { ...server, ada: await server.as(user_id), service: service_id, site: site_id };
}

const service = { customer_id: 1, product_id: 1, service_name: 'x', service_uuid: 'own' };

test('whatever its permissions, a customer’s login stays in its account', async t => {
  const { ada, service: foreign, site } = await openScene(t);
  const refused: readonly (readonly [Parameters<Call>[0], string, object?])[] = [
    ['GET', 'customer/customer_id/2'],
    ['PATCH', 'customer/customer_id/2', { customer_name: 'x' }],
    ['PUT', 'customer/', { customer_name: 'x' }],
    ['PUT', 'service/', { ...service, customer_id: 2 }],
    ['PUT', 'service/', { ...service, customer_id: '2' }],
    ['PUT', 'service/', { ...service, customer_id: [2] }],
    ['PUT', 'service/', { ...service, customer_id: undefined }],
    ['PUT', 'service/', { ...service, site_id: site }],
    ['PUT', 'service/', { ...service, site_id: String(site) }],
    ['PATCH', `service/service_id/${foreign}`, { notes: 'x' }],
    ['DELETE', `service/service_id/${foreign}`],
    ['PUT', 'transaction/', { customer_id: 1, service_id: foreign, title: 'x', retail_cost: 1 }],
    ['PATCH', 'contact/contact_id/1', { customer_id: 2 }],
    ['PATCH', 'inventory/inventory_id/1', { customer_id: 1, item_state: 'Assigned' }],
    ['PATCH', 'inventory/inventory_id/3', { service_id: null }],
    ['PUT', 'inventory/', { inventory_type: 'Mobile Number', msisdn: '1' }],
    ['GET', 'inventory/inventory_id/3'],
    ['GET', 'stripe/customer_id/2'],
    ['GET', 'activity/customer_id/2'],
    ['PUT', 'product/', { product_slug: 'x', product_name: 'x' }],
    ['PATCH', 'product/product_id/1', { retail_cost: 0 }],
    ['PUT', 'role/', { role_name: 'x' }],
    ['PATCH', 'user/user_id/1', { user_name: 'x' }],
    ['PUT', 'user/', { email: 'x@y', user_name: 'x' }],
    ['PUT', 'user/', { email: 'x@y', user_name: 'x', customer_id: 2 }],
  ];
  for (const [method, path, body] of refused) {
    const { status, body: reply } = await ada(method, `/crm/${path}`, body);
    assert.deepEqual([status, reply['code']], [403, 'E_NOT_ALLOWED'], `${method} ${path} ${JSON.stringify(body)}`);
  }
  for (const path of ['service', 'inventory', 'site', 'transaction', 'user', 'activity']) {
    const { body } = await ada('GET', `/crm/${path}/?per_page=500&filters={"customer_id":[2,null]}`);
    assert.ok(
      body.data.every(row => row['customer_id'] === 1),
      path,
    );
  }
});

test('in its account it does what its permissions allow', async t => {
  const { ada, db } = await openScene(t);
  const { service_id } = await createService(db, service);
  const { body } = await ada('PUT', '/crm/site/', { customer_id: '1', site_name: 'Home' });
  const changes = { site_id: body['site_id'], service_name: 'Ours', auto_renew: 'true' };
  const changed = await ada('PATCH', `/crm/service/service_id/${service_id}`, changes);
  assert.deepEqual([changed.status, changed.body['service_name']], [200, 'Ours']);
  assert.equal((await ada('PATCH', '/crm/contact/contact_id/1', { contact_name: 'Ada L.' })).status, 200);
  assert.equal((await ada('GET', '/crm/product/')).status, 200);
});

test('what money and standing hang on stays with staff', async t => {
  const { ada, db } = await openScene(t);
  const { service_id } = await createService(db, service);
  const refused: readonly (readonly [Parameters<Call>[0], string, object])[] = [
    ['PATCH', 'customer/customer_id/1', { customer_stripe_id: 'cus_demo_2' }],
    ['PATCH', 'customer/customer_id/1', { customer_enabled: true, customer_name: 'Ada' }],
    ['PATCH', `service/service_id/${service_id}`, { retail_cost: 0 }],
    ['PATCH', `service/service_id/${service_id}`, { service_status: 'Active' }],
    ['PUT', 'service/', { ...service, service_uuid: 'of an account at the charging system' }],
    ['PUT', 'transaction/', { customer_id: 1, title: 'A gift', retail_cost: -100 }],
  ];
  for (const [method, path, body] of refused) {
    const reply = await ada(method, `/crm/${path}`, body);
    assert.deepEqual([reply.status, reply.body['code']], [403, 'E_NOT_ALLOWED'], JSON.stringify(body));
  }
  assert.equal((await ada('PATCH', '/crm/customer/customer_id/1', { customer_name: 'Ada L.' })).status, 200);
});

test('what services cost the operator, and how they are made, a customer is not shown, nor may it look for it', async t => {
  const { ada, as, db } = await openScene(t);
  await createService(db, { ...service, wholesale_cost: 3 });
  await createTransaction(db, { customer_id: 1, title: 'x', retail_cost: 5, wholesale_cost: 3 });
  const provision_id = await startedRun(db, null, 1);
  const task = { provision_id, event_number: 1, event_name: 'One', provisioning_status: 0 } as const;
  startEvent(db, { ...task, provisioning_result_json: '{"url": "http://ocs.internal"}' });
  const admin = await as(1);
  await admin('PATCH', '/crm/transaction/transaction_id/1', { wholesale_cost: 4 });
  const paths = ['product/', 'product/product_id/1', 'service/', 'service/customer_id/1', 'transaction/', 'activity/'];
  const runs = ['provision/', `provision/provision_id/${provision_id}`];
  const secrets = /wholesale|"provisioning_play|json_vars|run_key|ocs\.internal/;
  for (const path of [...paths, ...runs]) {
    const [staff, own] = [await admin('GET', `/crm/${path}`), await ada('GET', `/crm/${path}`)];
    assert.match(JSON.stringify(staff.body), secrets, path);
    assert.deepEqual([own.status, secrets.test(JSON.stringify(own.body))], [200, false], path);
  }
  const run = await ada('GET', `/crm/${runs[1]}`);
  assert.deepEqual(
    (run.body['provisioning_result_json'] as Record<string, unknown>[]).map(event => event['event_name']),
    ['One'],
  );
  for (const query of ['product/?sort=wholesale_cost', 'service/?filters={"wholesale_cost":[3]}']) {
    assert.equal((await ada('GET', `/crm/${query}`)).status, 403, query);
  }
});

/** Somebody with one permission. */
function holder(permission: string, customerId?: number): Access {
  const principal = { kind: 'user', id: 1, name: 'u' } as const;
  return createGrantedAccess({ principal, userId: 1, customerId, permissions: [permission] });
}

function isRefused(access: Access, customerId: number, play?: string): boolean {
  try {
    refuseOrder(access, { customerId, play });
    return false;
  } catch (error) {
    assert.equal(Object(error).code, 'E_NOT_ALLOWED');
    return true;
  }
}

test('orders: staff by permission, a customer for the own account, the play chosen by staff only', () => {
  assert.equal(isRefused(holder('create_provision'), 2, 'play_x'), false);
  assert.equal(isRefused(holder('view_own_provision'), 2), true);
  assert.equal(isRefused(holder('view_own_provision', 2), 2), false);
  assert.equal(isRefused(holder('view_own_provision', 1), 2), true);
  assert.equal(isRefused(holder('admin', 1), 2), true);
  assert.equal(isRefused(holder('create_provision', 2), 2, 'play_x'), true);
  assert.equal(isRefused(holder('view_provision', 2), 2), true);
});
