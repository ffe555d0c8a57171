import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyPassword } from '../../src/crm/password.ts';
import { passwordHashOf } from '../../src/crm/user.ts';
import { openServer } from './test-server.ts';

const key = (text: string): object => ({ 'idempotency-key': text });

const creations: readonly (readonly [string, string, object])[] = [
  ['service', 'service_id', { customer_id: 1, product_id: 1, service_name: 'SIM', service_uuid: 'Service_k' }],
  ['transaction', 'transaction_id', { customer_id: 1, title: 'T', retail_cost: 1 }],
  ['contact', 'contact_id', { customer_id: 1, contact_type: 'billing', contact_name: 'Ada' }],
  ['site', 'site_id', { customer_id: 1, site_name: 'Home' }],
  ['inventory', 'inventory_id', { inventory_type: 'Mobile Number', msisdn: '447700900999' }],
  ['customer', 'customer_id', { customer_name: 'Ada' }],
];

for (const [path, id, body] of creations) {
  test(`a ${path} under a key is made once`, async t => {
    const { as, db } = await openServer(t);
    const call = await as(1);
    const first = await call('PUT', `/crm/${path}/`, body, key('k'));
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.deepEqual(await call('PUT', `/crm/${path}/`, body, key('k')), first);
    const kept = await db.selectFrom('idempotent_request').selectAll().execute();
    assert.deepEqual(
      kept.map(row => [row.sender, row.idempotency_key, row.object, row.object_id]),
      [['user-1', 'k', path, first.body[id]]],
    );
  });
}

test('what is kept of a request does not let its password be guessed', async t => {
  const { as, db } = await openServer(t);
  const body = { email: 'jo@example.net', user_name: 'Jo', password: 'correct horse' };
  const call = await as(1);
  const first = await call('PUT', '/crm/user/', body, key('k'));
  assert.deepEqual((await call('PUT', '/crm/user/', body, key('k'))).body, first.body);
  assert.equal((await call('PUT', '/crm/user/', { ...body, password: 'another horse' }, key('k'))).status, 409);
  const [kept] = await db.selectFrom('idempotent_request').select('digest').execute();
  const { user_id } = first.body;
  assert.match(String(kept?.digest), /^hmac:/);
  assert.ok(await verifyPassword('correct horse', await passwordHashOf(db, Number(user_id))));
});

test('another body, or another thing, under the key of a row is 409', async t => {
  const { as } = await openServer(t);
  const call = await as(1);
  const body = { customer_id: 1, title: 'T', retail_cost: 1 };
  assert.equal((await call('PUT', '/crm/transaction/', body, key('k'))).status, 200);
  const others: readonly (readonly [string, object])[] = [
    ['/crm/transaction/', { ...body, retail_cost: 2 }],
    ['/crm/site/', { customer_id: 1, site_name: 'Home' }],
  ];
  for (const [url, other] of others) {
    const reply = await call('PUT', url, other, key('k'));
    assert.deepEqual([reply.status, reply.body['code']], [409, 'E_CONFLICT']);
  }
  const reordered = { retail_cost: 1, title: 'T', customer_id: 1 };
  assert.equal((await call('PUT', '/crm/transaction/', reordered, key('k'))).status, 200);
});

test('a run and a user, and two runs, have keys of their own', async t => {
  const { as, asRun } = await openServer(t);
  const body = { customer_id: 1, title: 'T', retail_cost: 1 };
  const ids = new Set<unknown>();
  for (const call of [await as(1), await asRun({}), await asRun({})]) {
    const first = await call('PUT', '/crm/transaction/', body, key('k'));
    const again = await call('PUT', '/crm/transaction/', body, key('k'));
    assert.equal(again.body['transaction_id'], first.body['transaction_id']);
    ids.add(first.body['transaction_id']);
  }
  assert.equal(ids.size, 3);
});

test('a create that was refused leaves its key free, and equal ones at once make one row', async t => {
  const { as } = await openServer(t);
  const call = await as(1);
  assert.equal((await call('PUT', '/crm/site/', { customer_id: 1 }, key('k'))).status, 400);
  const body = { customer_id: 1, site_name: 'Home' };
  const replies = await Promise.all(Array.from({ length: 8 }, () => call('PUT', '/crm/site/', body, key('k'))));
  assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([200]));
  assert.equal(new Set(replies.map(reply => reply.body['site_id'])).size, 1);
});

test('without a key each request makes a row', async t => {
  const call = await (await openServer(t)).as(1);
  const body = { customer_id: 1, site_name: 'Home' };
  const [a, b] = [await call('PUT', '/crm/site/', body), await call('PUT', '/crm/site/', body)];
  assert.notEqual(a.body['site_id'], b.body['site_id']);
});
