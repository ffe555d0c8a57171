import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { test, type TestContext } from 'node:test';
import { fastify, type FastifyInstance } from 'fastify';
import { fetch, request, type Dispatcher } from 'undici';
import { InProcessDispatcher } from '../../src/http/in-process-dispatcher.ts';
import { listen } from '../../src/http/listen.ts';
import { openServer } from './test-server.ts';

const origin = 'http://crm.invalid:5000';

/** A server that tells what it got. */
async function openEcho(t: TestContext): Promise<FastifyInstance> {
  const server = fastify({ bodyLimit: 64 * 1024 * 1024 });
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body.toString()));
  server.all('/echo', ({ method, url, headers, body }) => ({ method, url, headers, body: body ?? null }));
  server.get('/big', () => 'x'.repeat(3_000_000));
  server.get('/slow', async () => sleep(1000, 'late'));
  server.get('/cookies', (_request, reply) => reply.header('set-cookie', ['a=1', 'b=2']).code(204).send());
  t.after(() => server.close());
  await server.ready();
  return server;
}

test('method, path, query, headers and body arrive; status, headers and body come back', async t => {
  const dispatcher = new InProcessDispatcher(await openEcho(t));
  const headers = { 'X-One': 'first', 'content-type': 'application/json' };
  const options = { dispatcher, method: 'PATCH' as const, headers, body: '{"a": null}' };
  const reply = await request(`${origin}/echo?b=%20c`, options);
  assert.equal(reply.statusCode, 200);
  assert.match(String(reply.headers['content-type']), /^application\/json/);
  const echo = Object(await reply.body.json());
  assert.deepEqual(
    [echo.method, echo.url, echo.body, echo.headers['x-one'], echo.headers.host],
    ['PATCH', '/echo?b=%20c', { a: null }, 'first', 'crm.invalid:5000'],
  );
});

const bodies: Readonly<Record<string, () => Dispatcher.DispatchOptions['body']>> = {
  text: () => 'péx',
  buffer: () => Buffer.from('péx'),
  bytes: () => new Uint8Array(Buffer.from('péx')),
  stream: () => Readable.from(['p', Buffer.from('éx')]),
};

for (const [name, body] of Object.entries(bodies)) {
  test(`a body of ${name} arrives`, async t => {
    const dispatcher = new InProcessDispatcher(await openEcho(t));
    const headers = { 'content-type': 'application/octet-stream' };
    const reply = await request(`${origin}/echo`, { dispatcher, method: 'POST', headers, body: body() ?? null });
    assert.equal(Object(await reply.body.json()).body, 'péx');
  });
}

test('flat header lists and a query option are taken as undici takes them', async t => {
  const dispatcher = new InProcessDispatcher(await openEcho(t));
  const reply = await request(`${origin}/echo`, { dispatcher, headers: ['X-One', '1', 'X-Two', '2'], query: { a: 1 } });
  const { headers, url } = Object(await reply.body.json());
  assert.deepEqual([headers['x-one'], headers['x-two'], url], ['1', '2', '/echo?a=1']);
});

test('large bodies, lists of headers and replies without a body come whole', async t => {
  const dispatcher = new InProcessDispatcher(await openEcho(t));
  assert.equal((await (await request(`${origin}/big`, { dispatcher })).body.text()).length, 3_000_000);
  const empty = await request(`${origin}/cookies`, { dispatcher });
  assert.deepEqual([empty.statusCode, empty.headers['set-cookie'], await empty.body.text()], [204, ['a=1', 'b=2'], '']);
  const missing = await request(`${origin}/missing`, { dispatcher });
  assert.equal(missing.statusCode, 404);
  await missing.body.dump();
});

test('an abort ends the request at once', async t => {
  const dispatcher = new InProcessDispatcher(await openEcho(t));
  const started = Date.now();
  await assert.rejects(request(`${origin}/slow`, { dispatcher, signal: AbortSignal.timeout(30) }), {
    name: 'TimeoutError',
  });
  const controller = new AbortController();
  const pending = request(`${origin}/slow`, { dispatcher, signal: controller.signal });
  controller.abort();
  await assert.rejects(pending, { name: 'AbortError' });
  assert.ok(Date.now() - started < 500);
});

test('fetch works over it too', async t => {
  const dispatcher = new InProcessDispatcher(await openEcho(t));
  const reply = await fetch(`${origin}/echo`, { dispatcher, method: 'PUT', body: new URLSearchParams({ a: '1' }) });
  assert.equal(Object(await reply.json()).body, 'a=1');
});

test('many requests at once do not mix', async t => {
  const dispatcher = new InProcessDispatcher(await openEcho(t));
  const replies = await Promise.all(
    Array.from({ length: 200 }, async (_, n) => (await request(`${origin}/echo?n=${n}`, { dispatcher })).body.json()),
  );
  assert.deepEqual(
    replies.map(reply => Object(reply).url),
    Array.from({ length: 200 }, (_, n) => `/echo?n=${n}`),
  );
});

test('in-process and over TCP the API answers the same', async t => {
  const { server, tokens } = await openServer(t);
  const address = await listen(server, { port: 0 });
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+$/);
  const headers = { authorization: `Bearer ${await tokens.issueToken({ userId: 1 })}` };
  const dispatcher = new InProcessDispatcher(server);
  for (const path of [
    '/crm/product/product_id/1',
    '/crm/product/product_id/99',
    '/crm/inventory/?per_page=3',
    '/healthz',
  ]) {
    const [near, far] = [
      await request(`${origin}${path}`, { dispatcher, headers }),
      await request(`${address}${path}`, { headers }),
    ];
    assert.deepEqual([near.statusCode, await near.body.json()], [far.statusCode, await far.body.json()], path);
    assert.equal(near.headers['content-type'], far.headers['content-type']);
  }
  const body = JSON.stringify({ customer_name: '{{ 7*7 }}' });
  const json = { ...headers, 'content-type': 'application/json' };
  const made = await request(`${address}/crm/customer/`, { method: 'PUT', headers: json, body });
  assert.equal(Object(await made.body.json()).customer_name, '{{ 7*7 }}');
  await assert.rejects(listen(server, { port: 0 }), { code: 'E_CREATE' });
});
