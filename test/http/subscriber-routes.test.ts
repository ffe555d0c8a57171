import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApiKey } from '../../src/crm/api-key.ts';
import { createService } from '../../src/crm/service.ts';
import { createSubscriber } from '../../src/crm/subscriber.ts';
import type { Database } from '../../src/store/schema.ts';
import { openServer } from './test-server.ts';

async function serviceOf(db: Database, customer_id: number, service_uuid: string, run?: number): Promise<number> {
  const input = { customer_id, product_id: 1, service_name: 'x', service_uuid };
  return (await createService(db, input, run)).service_id;
}

test("a run makes, changes and ends a subscriber of its own service, and no other's", async t => {
  const { db, asRun } = await openServer(t);
  const call = await asRun({});
  const own = await serviceOf(db, 1, 'own', call.provisionId);
  const [live, foreign] = [await serviceOf(db, 1, 'live'), await serviceOf(db, 2, 'foreign')];
  const put = (body: object) => call('PUT', '/crm/subscriber/', body);
  assert.equal((await put({ login: 'a', service_id: live })).status, 409);
  assert.equal((await put({ login: 'a', service_id: foreign })).status, 403);
  assert.equal((await put({ login: 'a' })).status, 409);
  const made = await put({ login: 'a', service_id: own, password: 'secret' });
  assert.deepEqual([made.status, made.body['password']], [200, 'secret']);
  const url = `/crm/subscriber/subscriber_id/${Number(made.body['subscriber_id'])}`;
  assert.deepEqual((await put({ login: 'a', service_id: own })).body, made.body, 'asked again it is the same row');
  assert.equal((await call('PATCH', url, { service_id: live })).status, 409);
  assert.equal((await call('PATCH', url, { tariff: 'Home 100' })).body['tariff'], 'Home 100');
  const other = await createSubscriber(db, { login: 'b', service_id: live });
  const otherUrl = `/crm/subscriber/subscriber_id/${other.subscriber_id}`;
  assert.deepEqual([(await call('PATCH', otherUrl, {})).status, (await call('DELETE', otherUrl)).status], [409, 409]);
  assert.equal((await call('GET', otherUrl)).body['login'], 'b');
  const { body } = await call('GET', '/crm/subscriber/customer_id/1');
  assert.deepEqual(
    body.data.map(row => [row['login'], row['password']]),
    [
      ['a', 'secret'],
      ['b', null],
    ],
  );
  assert.equal((await call('DELETE', url)).status, 200);
  assert.equal((await call('GET', url)).status, 404);
});

test('a password is shown to who may see secrets, and is in no activity', async t => {
  const { db, as, server } = await openServer(t);
  const admin = await as(1);
  const made = await admin('PUT', '/crm/subscriber/', { login: 'a', password: 'pppoe-canary' });
  assert.equal(made.body['password'], 'pppoe-canary');
  const scope = { roles: ['Support'], permissions: [], routes: [], actions: [], addresses: [] };
  const { key } = await createApiKey(db, { key_name: 'support' }, scope);
  const seen = await server.inject({ url: '/crm/subscriber/', headers: { 'x-api-key': key } });
  assert.equal(seen.json().data[0].password, '********');
  const activities = await db.selectFrom('activity').selectAll().execute();
  assert.ok(activities.length > 0);
  assert.doesNotMatch(JSON.stringify(activities), /pppoe-canary/);
});
