import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApiKey } from '../../src/crm/api-key.ts';
import { createUser } from '../../src/crm/user.ts';
import { openLab, openServer } from './test-server.ts';

test('every write of a thing leaves a row: who, what, which, from where, what was and what is', async t => {
  const { as, server, db } = await openServer(t);
  const admin = await as(1);
  const made = await admin('PUT', '/crm/customer/', { customer_name: 'New' });
  const url = `/crm/customer/customer_id/${String(made.body['customer_id'])}`;
  await admin('PATCH', url, { customer_name: 'Newer' });
  const scope = { roles: ['Admin'], permissions: [], routes: [], actions: [], addresses: [] };
  const { key, row } = await createApiKey(db, { key_name: 'importer' }, scope);
  await server.inject({ method: 'DELETE', url, headers: { 'x-api-key': key }, remoteAddress: '192.0.2.1' });
  const { body } = await admin('GET', '/crm/activity/?filters={"entity":["customer"]}');
  const rows = body.data.map(log => [log['action'], log['principal_kind'], log['principal_name'], log['address']]);
  assert.deepEqual(rows, [
    ['delete', 'api_key', 'importer', '192.0.2.1'],
    ['update', 'user', 'admin@example.net', '127.0.0.1'],
    ['create', 'user', 'admin@example.net', '127.0.0.1'],
  ]);
  const [removed, changed] = body.data;
  assert.deepEqual([removed?.['principal_id'], removed?.['user_id']], [row.api_key_id, 1]);
  assert.deepEqual(
    [changed?.['before'], changed?.['after'], changed?.['entity_id'], changed?.['customer_id']],
    [
      '{"customer_name":"New"}',
      '{"customer_name":"Newer"}',
      String(made.body['customer_id']),
      made.body['customer_id'],
    ],
  );
});

test('a refused or failed change leaves no row, and a repeated one one', async t => {
  const { as, asRun, db } = await openServer(t);
  const admin = await as(1);
  await admin('PATCH', '/crm/customer/customer_id/1', { customer_status: 'Happy' });
  await admin('PATCH', '/crm/customer/customer_id/99', { customer_name: 'x' });
  await (
    await as(2)
  )('DELETE', '/crm/customer/customer_id/1');
  const run = await asRun({});
  const service = { customer_id: 1, product_id: 1, service_name: 'x', service_uuid: 'x' };
  for (let n = 0; n < 2; n++) await run('PUT', '/crm/service/', service);
  const rows = await db.selectFrom('activity').select(['entity', 'principal_name', 'customer_id']).execute();
  assert.deepEqual(rows, [{ entity: 'service', principal_name: `run ${run.provisionId}`, customer_id: 1 }]);
});

test('secrets are not in the log', async t => {
  const { as } = await openServer(t);
  const admin = await as(1);
  const { body } = await admin('GET', '/crm/inventory/inventory_id/1');
  const ki = String(body['ki']);
  assert.match(ki, /^[0-9a-f]{32}$/);
  await admin('PATCH', '/crm/inventory/inventory_id/1', { ki: ki.replaceAll(/./g, 'a'), notes: 'new key' });
  await admin('PATCH', '/crm/product/product_id/1', { provisioning_json_vars: { api_key: 'geheim-geheim', apn: 'x' } });
  const log = await admin('GET', '/crm/activity/');
  const text = JSON.stringify(log.body);
  assert.ok(text.includes('new key') && text.includes('apn'));
  assert.ok(!text.includes(ki) && !text.includes('a'.repeat(32)) && !text.includes('geheim-geheim'));
});

test('money taken and given back is in the log, once', async t => {
  const { as, db } = await openServer(t, await openLab(t));
  const admin = await as(1);
  const charge = () =>
    admin('POST', '/crm/stripe/charge_card/cus_demo_1', { retail_cost: 20 }, { 'idempotency-key': 'k' });
  await charge();
  const { body } = await charge();
  await admin('POST', `/crm/stripe/refund/${String(body['charge_id'])}`);
  const rows = await db.selectFrom('activity').select(['action', 'entity', 'customer_id']).execute();
  assert.deepEqual(
    rows.map(row => `${row.action} ${row.entity} ${row.customer_id}`),
    ['charge payment 1', 'refund payment 1'],
  );
});

test('a customer sees the account’s own log, without the names of the staff; nobody changes a row', async t => {
  const { as, db } = await openServer(t);
  const admin = await as(1);
  for (const id of [1, 2]) await admin('PATCH', `/crm/customer/customer_id/${id}`, { tax_identifier: 'T' });
  const login = { email: 'ada@example.net', user_name: 'Ada', customer_id: 1, roles: ['Customer Admin'] };
  const ada = await as((await createUser(db, login)).user_id);
  const { body } = await ada('GET', '/crm/activity/');
  assert.deepEqual(
    body.data.map(row => [row['customer_id'], row['principal_name'], row['address'], row['user_id']]),
    [[1, 'user', null, null]],
  );
  const hidden = ['filters={"principal_name":["admin@example.net"]}', 'filters={"address":["127.0.0.1"]}'];
  for (const query of [...hidden, 'sort=user_id', 'search=admin']) {
    for (const path of ['', 'customer_id/1']) {
      assert.equal((await ada('GET', `/crm/activity/${path}?${query}`)).status, 403, query);
    }
    assert.equal((await admin('GET', `/crm/activity/?${query}`)).status, 200, query);
  }
  assert.equal((await ada('GET', '/crm/activity/?filters={"action":["update"]}&sort=created')).body.data.length, 1);
  assert.equal((await ada('GET', '/crm/activity/activity_id/2')).status, 403);
  assert.equal((await admin('GET', '/crm/activity/?per_page=1&page=2')).body.data[0]?.['activity_id'], 1);
  await assert.rejects(db.updateTable('activity').set({ action: 'x' }).execute(), /never changed/);
});
