import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { createMetrics } from '../../src/http/metrics/create-metrics.ts';
import { openServer } from './test-server.ts';

const security = { opsFrom: ['127.0.0.0/8'] };

test('healthz says that it is alive, readyz that it takes orders', async t => {
  const { server } = await openServer(t, undefined, { security });
  assert.deepEqual((await server.inject('/healthz')).json(), { status: 'ok' });
  assert.deepEqual((await server.inject('/readyz')).json(), { status: 'ready' });
});

test('readyz tells what is wrong, to those who may look inside', async t => {
  const { server, db } = await openServer(t, undefined, { security });
  await db.schema
    .dropTable('provision')
    .ifExists()
    .execute()
    .catch(() => undefined);
  await sql`pragma query_only = 1`.execute(db);
  const reply = await server.inject('/readyz');
  assert.equal(reply.statusCode, 503);
  assert.match(reply.body, /"name":"database"/);
  const elsewhere = await server.inject({ url: '/readyz', remoteAddress: '192.0.2.1' });
  assert.deepEqual(elsewhere.json(), { status: 'not ready' });
});

test('metrics are for the listed addresses, never for what a proxy brings unasked', async t => {
  const { db } = await openServer(t);
  const metrics = await createMetrics(db);
  const { server } = await openServer(t, undefined, { security, metrics, watchers: [metrics.request] });
  await server.inject('/crm/product/1');
  const reply = await server.inject('/metrics');
  assert.equal(reply.statusCode, 200);
  assert.match(reply.body, /omnicrm_runs\{state="running"\} 0/);
  assert.match(reply.body, /omnicrm_http_request_seconds_count\{method="GET",route="none",status="404"\} 1/);
  const forwarded = { 'x-forwarded-for': '127.0.0.1' };
  assert.equal((await server.inject({ url: '/metrics', headers: forwarded })).statusCode, 403);
  assert.equal((await server.inject({ url: '/metrics', remoteAddress: '192.0.2.1' })).statusCode, 403);
});

test('every request is told when it is answered, without what its query held', async t => {
  const told: { path: string; status: number; caller: string | undefined }[] = [];
  const { as } = await openServer(t, undefined, { watchers: [request => told.push(request)] });
  await (await as(1))('GET', '/crm/product/product_id/1?key=secret').catch(() => undefined);
  const [request] = told;
  assert.deepEqual(
    [request?.path, request?.status, request?.caller],
    ['/crm/product/product_id/1', 200, 'user admin@example.net'],
  );
});
