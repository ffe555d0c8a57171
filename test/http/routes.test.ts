import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openServer } from './test-server.ts';

const service = {
  customer_id: '1',
  product_id: 1,
  service_name: 'SIM',
  service_uuid: 'Service_a',
  retail_cost: '15.0',
};

/** For each thing: a body that makes one, a change, and what the changed row says. */
const things = [
  {
    path: 'product',
    id: 'product_id',
    body: { product_slug: 'x', product_name: 'X' },
    change: { retail_cost: '15.50' },
    says: { retail_cost: 15.5 },
  },
  {
    path: 'customer',
    id: 'customer_id',
    body: { customer_name: 'X' },
    change: { tax_identifier: 'T' },
    says: { tax_identifier: 'T' },
  },
  {
    path: 'contact',
    id: 'contact_id',
    body: { customer_id: '1', contact_name: 'X' },
    change: { contact_email: 'x@y' },
    says: { contact_email: 'x@y' },
  },
  {
    path: 'site',
    id: 'site_id',
    body: { customer_id: 1, site_name: 'X' },
    change: { country: 'NL' },
    says: { country: 'NL' },
  },
  {
    path: 'service',
    id: 'service_id',
    body: service,
    change: { service_status: 'suspended', site_id: null },
    says: { service_status: 'Suspended', site_id: null },
  },
  {
    path: 'inventory',
    id: 'inventory_id',
    body: { inventory_type: 'Mobile Number', msisdn: '123' },
    change: { customer_id: '1', item_state: 'Assigned' },
    says: { customer_id: 1, msisdn: '123' },
  },
  {
    path: 'inventory/template',
    id: 'inventory_template_id',
    body: { inventory_type: 'Box', fields: [{ name: 'serial' }] },
    change: { comment: 'c' },
    says: { comment: 'c' },
  },
  {
    path: 'transaction',
    id: 'transaction_id',
    body: { customer_id: '1', service_id: null, title: 'T', retail_cost: '-5' },
    change: { tax: 1 },
    says: { tax: 1, retail_cost: -5 },
  },
  {
    path: 'payment_method',
    id: 'payment_method_id',
    body: { customer_id: 2, gateway_token: 'pm_ok' },
    change: { nickname: 'n' },
    says: { nickname: 'n' },
  },
  {
    path: 'user',
    id: 'user_id',
    body: { email: 'x@y', user_name: 'X', roles: ['Support'] },
    change: { enabled: 'false' },
    says: { enabled: false, roles: ['Support'] },
  },
];

for (const { path, id, body, change, says } of things) {
  test(`${path}: PUT makes, GET gives the bare row, PATCH changes, the list pages, DELETE removes`, async t => {
    const call = await (await openServer(t)).as(1);
    const made = await call('PUT', `/crm/${path}/`, body);
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const url = `/crm/${path}/${id}/${String(made.body[id])}`;
    const changed = await call('PATCH', url, change);
    assert.deepEqual([changed.status, { ...changed.body, ...says }], [200, changed.body]);
    const got = await call('GET', url);
    assert.deepEqual(got, changed);
    const listed = await call('GET', `/crm/${path}?per_page=500&sort=${id}&order=desc`);
    assert.deepEqual([listed.status, listed.body.data[0]], [200, got.body]);
    assert.ok(Number(Object(listed.body['pagination']).total) >= 1);
    if (path === 'inventory') await call('PATCH', url, { item_state: 'Used', customer_id: null, service_id: null });
    assert.equal((await call('DELETE', url)).status, 200);
    assert.equal((await call('GET', url)).status, 404);
    assert.equal((await call('PATCH', url, change)).status, 404);
    assert.equal((await call('DELETE', url)).status, 404);
  });
}

test('what belongs to a customer is listed under data', async t => {
  const call = await (await openServer(t)).as(1);
  await call('PATCH', '/crm/inventory/inventory_id/1', { customer_id: 1, item_state: 'Assigned' });
  for (const path of ['contact', 'inventory', 'payment_method']) {
    const { status, body } = await call('GET', `/crm/${path}/customer_id/1`);
    assert.deepEqual([status, Object.keys(body), body.data.length], [200, ['data'], 1], path);
  }
  assert.deepEqual((await call('GET', '/crm/service/customer_id/1')).body, { data: [] });
});

test('a product is sent as the plays read it', async t => {
  const call = await (await openServer(t)).as(1);
  const { body } = await call('GET', '/crm/product/product_id/1');
  const { product_slug, retail_setup_cost, provisioning_play, provisioning_json_vars, inventory_items_list } = body;
  assert.deepEqual([product_slug, retail_setup_cost, provisioning_play], ['mobile-sim', 5, 'play_psim_only']);
  assert.equal(inventory_items_list, "['SIM Card', 'Mobile Number']");
  assert.equal(Object(JSON.parse(String(provisioning_json_vars))).iccid, '');
});

test('a repeated transaction with the same key is booked once', async t => {
  const call = await (await openServer(t)).as(1);
  const body = { customer_id: 1, title: 'T', retail_cost: 1 };
  const first = await call('PUT', '/crm/transaction/', body, { 'idempotency-key': 'k' });
  assert.deepEqual(await call('PUT', '/crm/transaction/', body, { 'idempotency-key': 'k' }), first);
  assert.equal((await call('PUT', '/crm/transaction/', body, { 'idempotency-key': 'a b' })).status, 400);
});

const badRequests: readonly (readonly [string, string, unknown, number, string])[] = [
  ['GET', '/crm/product/product_id/99', undefined, 404, 'E_NOT_FOUND'],
  ['GET', '/crm/product/product_id/1%20or%201=1', undefined, 400, 'E_INPUT'],
  ['GET', '/crm/product/product_id/%zz', undefined, 400, 'E_INPUT'],
  ['GET', '/crm/nothing/', undefined, 404, 'E_NOT_FOUND'],
  ['GET', '/crm/product/?sort=password', undefined, 400, 'E_INPUT'],
  ['GET', '/crm/product/?filters=%7B', undefined, 400, 'E_INPUT'],
  ['GET', '/crm/product/?limit=1', undefined, 400, 'E_INPUT'],
  ['PUT', '/crm/product/', '{"a":', 400, 'E_INPUT'],
  ['PUT', '/crm/product/', [1], 400, 'E_INPUT'],
  ['PUT', '/crm/product/', { product_nam: 1 }, 400, 'E_INPUT'],
  ['PUT', '/crm/product/', `{"comment": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 400, 'E_INPUT'],
  ['PUT', '/crm/product/', { product_slug: 'nul', product_name: 'a\0b' }, 400, 'E_INPUT'],
  ['PUT', '/crm/product/', 'null', 400, 'E_INPUT'],
  ['PUT', '/crm/product/', '{"__proto__": {"x": 1}}', 400, 'E_INPUT'],
  ['PUT', '/crm/product/', { product_slug: 'mobile-sim', product_name: 'x' }, 409, 'E_CONFLICT'],
  ['PUT', '/crm/product/', `{"comment": "${'x'.repeat(1_100_000)}"}`, 413, 'E_INPUT'],
  ['PATCH', '/crm/customer/customer_id/1', { customer_status: 'Happy' }, 400, 'E_INPUT'],
  ['PATCH', '/crm/inventory/inventory_id/1', { item_state: 'Assigned' }, 400, 'E_INPUT'],
  ['POST', '/crm/stripe/charge_card/cus_demo_1', { retail_cost: 1 }, 503, 'E_BACKEND_DOWN'],
];

for (const [method, url, body, status, code] of badRequests) {
  test(`${method} ${url} ${JSON.stringify(body)?.slice(0, 50) ?? ''} is ${status} ${code}`, async t => {
    const { as, reported } = await openServer(t);
    const reply = await (await as(1))(method as 'GET', url, body);
    assert.deepEqual([reply.status, reply.body['code']], [status, code]);
    assert.equal(typeof reply.body['message'], 'string');
    assert.ok(!/node_modules|\.js:|\.ts:/.test(JSON.stringify(reply.body)));
    assert.deepEqual(reported, []);
  });
}

test('a failure of our own is reported here and not there', async t => {
  const { as, db, reported } = await openServer(t);
  const call = await as(1);
  const { sql } = await import('kysely');
  await sql`alter table site rename to sites`.execute(db);
  const { status, body } = await call('GET', '/crm/site/');
  assert.deepEqual([status, body], [500, { message: 'internal error', code: 'E_INTERNAL' }]);
  assert.equal(reported.length, 1);
});

test('runs are listed and polled without what is only ours', async t => {
  const { as, asRun } = await openServer(t);
  const call = await as(1);
  const { provisionId } = await asRun({});
  const { status, body } = await call('GET', `/crm/provision/provision_id/${provisionId}`);
  assert.equal(status, 200);
  const { customer_name, playbook_description, task_count, provisioning_status, provisioning_result_json } = body;
  assert.deepEqual(
    [customer_name, playbook_description, task_count, provisioning_status, provisioning_result_json],
    ['Ada Brook', 'OmniCore Service Provisioning', 12, 1, []],
  );
  assert.ok(!('owner_pid' in body || 'order_digest' in body));
  const list = await call(
    'GET',
    '/crm/provision/?page=1&per_page=20&sort=provision_id&order=desc&filters={"provisioning_status":[1]}',
  );
  assert.deepEqual(
    list.body.data.map(run => run['provision_id']),
    [provisionId],
  );
});
