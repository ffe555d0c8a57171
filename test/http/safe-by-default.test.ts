import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { createApiKey } from '../../src/crm/api-key.ts';
import { listen } from '../../src/http/listen.ts';
import { openServer } from './test-server.ts';

const origin = 'https://portal.example.net';
const json = { 'content-type': 'application/json' };

test('every reply, of whatever status, has the security headers and none of CORS', async t => {
  const { server } = await openServer(t);
  for (const url of ['/healthz', '/crm/product/', '/crm/nothing', '/crm/product/%zz']) {
    const { headers } = await server.inject({ url, headers: { origin } });
    assert.equal(headers['x-content-type-options'], 'nosniff', url);
    assert.match(String(headers['content-security-policy']), /^default-src 'none'/);
    assert.deepEqual([headers['cache-control'], headers['x-frame-options']], ['no-store', 'DENY']);
    assert.deepEqual(
      Object.keys(headers).filter(name => /access-control|powered|^server$/.test(name)),
      [],
    );
  }
});

test('pages of a named origin may ask, of others not', async t => {
  const { server } = await openServer(t, undefined, { security: { corsOrigins: [origin] } });
  const preflight = (from: string) =>
    server.inject({
      method: 'OPTIONS',
      url: '/crm/product/',
      headers: { origin: from, 'access-control-request-method': 'PATCH' },
    });
  const allowed = await preflight(origin);
  assert.deepEqual([allowed.statusCode, allowed.headers['access-control-allow-origin']], [204, origin]);
  assert.match(String(allowed.headers['access-control-allow-headers']), /Authorization/);
  const refused = await preflight(`${origin}.evil.example`);
  assert.deepEqual([refused.statusCode, refused.headers['access-control-allow-origin']], [404, undefined]);
  const asked = await server.inject({ url: '/crm/product/', headers: { origin } });
  assert.deepEqual([asked.statusCode, asked.headers['access-control-allow-origin']], [401, origin]);
});

test('who may not ask is told so before the body is looked at', async t => {
  const { server } = await openServer(t);
  const reply = await server.inject({ method: 'PUT', url: '/crm/product/', headers: json, payload: '{"a":' });
  assert.equal(reply.statusCode, 401);
});

const bodies: readonly (readonly [string, object, string, number])[] = [
  ['text', { 'content-type': 'text/plain' }, '{}', 415],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'customer_name=x', 415],
  ['XML', { 'content-type': 'application/xml' }, '<a/>', 415],
  ['JSON that is too large', json, `{"customer_name": "${'x'.repeat(1_100_000)}"}`, 413],
  ['JSON that is cut off', json, '{"customer_name": "x"', 400],
  ['JSON with a prototype', json, '{"customer_name": "x", "__proto__": {"is_admin": true}}', 400],
  ['JSON with a constructor', json, '{"customer_name": "x", "constructor": {"prototype": {}}}', 400],
  ['JSON with a name of Object', json, '{"customer_name": "x", "constructor": 1}', 400],
  ['JSON with another name of Object', json, '{"customer_name": "x", "toString": 1}', 400],
  ['JSON without a bottom', json, `{"notes": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 400],
  ['a flag with a name of Object', json, '{"customer_name": "x", "customer_enabled": "constructor"}', 400],
];

test('bodies that are no JSON object of fields are refused, each with its status', async t => {
  const { server, tokens, reported } = await openServer(t);
  const authorization = `Bearer ${await tokens.issueToken({ userId: 1 })}`;
  for (const [what, headers, payload, status] of bodies) {
    const all = { authorization, ...headers };
    const reply = await server.inject({ method: 'PUT', url: '/crm/customer/', headers: all, payload });
    assert.deepEqual([reply.statusCode, reply.json().code, reported.length], [status, 'E_INPUT', 0], what);
  }
});

test('behind a declared proxy the address is the one it tells, be it its own', async t => {
  const security = { ipWhitelist: ['127.0.0.1', '10.0.0.9'], trustedProxies: ['127.0.0.1'] };
  const { server } = await openServer(t, undefined, { security });
  const url = '/crm/provision/simple_provision_addon/service_id/4711/product_id/5';
  const post = async (from: string) =>
    (await server.inject({ method: 'POST', url, headers: { 'x-forwarded-for': from } })).statusCode;
  assert.deepEqual(
    [await post('127.0.0.1'), await post('10.0.0.9'), await post('10.0.0.9, 10.0.0.8')],
    [404, 404, 403],
  );
});

test('brackets inside of texts are not depth', async t => {
  const { as } = await openServer(t);
  const customer_name = '["\\'.repeat(60);
  const { status, body } = await (await as(1))('PUT', '/crm/customer/', { customer_name });
  assert.deepEqual([status, body['customer_name']], [200, customer_name]);
});

test('a request that cannot be read is answered in the shape of all refusals, with the security headers', async t => {
  const { server } = await openServer(t);
  const { port } = new URL(await listen(server, { port: 0 }));
  const reply = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
    let text = '';
    socket.on('data', data => (text += String(data))).once('error', reject);
    socket.once('close', () => resolve(text));
  });
  assert.match(reply, /^HTTP\/1\.1 400 Bad Request\r\n[^]*x-content-type-options: nosniff\r\n/);
  assert.equal(JSON.parse(reply.slice(reply.indexOf('\r\n\r\n'))).code, 'E_INPUT');
});

test('a proxy that is not declared lends its address to nobody', async t => {
  const { server, db } = await openServer(t, undefined, { security: { ipWhitelist: ['127.0.0.1'] } });
  const url = '/crm/provision/simple_provision_addon/service_id/4711/product_id/5';
  const post = async (headers: Record<string, string>) =>
    (await server.inject({ method: 'POST', url, headers })).statusCode;
  assert.equal(await post({}), 404);
  for (const name of ['x-forwarded-for', 'forwarded']) assert.equal(await post({ [name]: '10.0.0.9' }), 403, name);
  const scope = { roles: ['Admin'], permissions: [], routes: [], actions: [], addresses: ['127.0.0.1'] };
  const { key } = await createApiKey(db, { key_name: 'local' }, scope);
  const ask = async (headers: Record<string, string>) =>
    (await server.inject({ url: '/crm/product/', headers })).statusCode;
  assert.equal(await ask({ 'x-api-key': key }), 200);
  assert.equal(await ask({ 'x-api-key': key, 'x-forwarded-for': '127.0.0.1' }), 403);
});

test('headers beyond the limit are refused over TCP', async t => {
  const { server } = await openServer(t);
  const { port } = new URL(await listen(server, { port: 0 }));
  const reply = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`GET /healthz HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`);
    });
    socket.once('data', data => resolve(String(data))).once('error', reject);
    t.after(() => socket.destroy());
  });
  assert.match(reply, /^HTTP\/1\.1 431 /);
  assert.deepEqual([server.server.requestTimeout, server.server.headersTimeout], [30_000, 20_000]);
});

const metacharacters = [
  "'",
  '"',
  '--',
  ';',
  '%',
  '_',
  '\\',
  ') or 1=1 --',
  "' or ''='",
  '${7*7}',
  '{{ 7*7 }}',
  '*',
  '(select 1)',
];

test('metacharacters in search, filters, sort and ids are only characters', async t => {
  const { as, reported } = await openServer(t);
  const admin = await as(1);
  const total = async (query: string): Promise<unknown> => {
    const { status, body } = await admin('GET', `/crm/customer/?${query}`);
    return status === 200 ? Object(body['pagination']).total : status;
  };
  for (const text of metacharacters) {
    const encoded = encodeURIComponent(text);
    assert.equal(await total(`search=${encoded}`), 0, text);
    assert.equal(await total(`filters=${encodeURIComponent(JSON.stringify({ customer_name: [text] }))}`), 0, text);
    assert.equal(await total(`filters=${encodeURIComponent(JSON.stringify({ [text]: [1] }))}`), 400, text);
    assert.equal(await total(`sort=${encoded}`), 400, text);
    assert.equal(await total(`order=${encoded}`), 400, text);
    assert.equal((await admin('GET', `/crm/customer/customer_id/${encoded}`)).status, 400, text);
  }
  const odd = [
    '{"customer_id":{"$gt":0}}',
    '{"customer_id":[[1]]}',
    '[]',
    '1',
    'null',
    '{"__proto__":[1]}',
    '{"constructor":[1]}',
  ];
  for (const filters of odd) assert.equal(await total(`filters=${encodeURIComponent(filters)}`), 400, filters);
  assert.equal(await total('filters={"customer_id":[]}'), 0);
  assert.equal(await total('sort=constructor'), 400);
  assert.equal(await total('sort=a&sort=b'), 400);
  for (const path of ['provision', 'role', 'activity', 'user']) {
    assert.equal((await admin('GET', `/crm/${path}/?sort=last_modified`)).status, path === 'user' ? 200 : 400, path);
  }
  assert.deepEqual(reported, []);
});

test('callers cannot set what is not theirs to set', async t => {
  const { as, db } = await openServer(t);
  const admin = await as(1);
  const attempts: readonly (readonly [string, object])[] = [
    ['customer/', { customer_name: 'x', is_admin: true }],
    ['customer/', { customer_name: 'x', customer_id_minor: 1 }],
    ['user/', { email: 'a@b', user_name: 'x', permissions: ['admin'] }],
    ['user/', { email: 'a@b', user_name: 'x', password_hash: 'x' }],
    ['user/', { email: 'a@b', user_name: 'x', totp_secret: 'x' }],
    ['user/', { email: 'a@b', user_name: 'x', totp_enabled: 0 }],
    ['service/', { customer_id: 1, product_id: 1, service_name: 'x', service_uuid: 'x', created_by_provision_id: 1 }],
    ['service/', { customer_id: 1, product_id: 1, service_name: 'x', service_uuid: 'x', removal_facts: '{}' }],
    ['inventory/', { inventory_type: 'Mobile Number', msisdn: '1', reserved_by: 1 }],
    ['transaction/', { customer_id: 1, title: 'x', retail_cost: 1, provision_id: 1 }],
    ['transaction/', { customer_id: 1, title: 'x', retail_cost_minor: 1 }],
  ];
  for (const [path, body] of attempts) {
    assert.equal((await admin('PUT', `/crm/${path}`, body)).status, 400, JSON.stringify(body));
  }
  const made = await admin('PUT', '/crm/customer/', { customer_id: 77, customer_name: 'x', created: '2000-01-01' });
  assert.notEqual(made.body['customer_id'], 77);
  assert.ok(!String(made.body['created']).startsWith('2000'));
  const changed = await admin('PATCH', '/crm/customer/customer_id/1', { customer_id: 2, created: '2000-01-01' });
  assert.deepEqual([changed.body['customer_id'], String(changed.body['created']).startsWith('2000')], [1, false]);
  assert.equal((await db.selectFrom('crm_user').select('user_id').execute()).length, 2);
});
