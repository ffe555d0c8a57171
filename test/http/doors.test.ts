import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { createApiKey, disableApiKey, scopeOf, getApiKey } from '../../src/crm/api-key.ts';
import { plainKeys } from '../../src/http/access/plain-keys.ts';
import { refuseOtherAction } from '../../src/http/access/key-scope.ts';
import type { Route } from '../../src/http/route.ts';
import { routes } from '../../src/http/routes/index.ts';
import type { SecuritySettings } from '../../src/http/security-settings.ts';
import { openServer, type TestServer } from './test-server.ts';

/** A route as the charging system calls it: it can send no header. */
const callback: Route = {
  method: 'POST',
  url: '/crm/provision/callback/service_id/:service_id',
  summary: 'test',
  ways: ['api_key', 'address'],
  permission: { verb: 'create', object: 'provision' },
  schema: {},
  run: async ({ access, actor }) => ({ principal: access.principal, userId: access.userId, address: actor.address }),
};

const opened = (t: TestContext, security: SecuritySettings): Promise<TestServer> =>
  openServer(t, undefined, { security, routes: [...routes, callback] });

async function call(
  { server }: TestServer,
  from: string,
  headers: Readonly<Record<string, string>> = {},
  url = '/crm/provision/callback/service_id/1',
) {
  const method = url.includes('callback') ? 'POST' : 'GET';
  const reply = await server.inject({ method, url, remoteAddress: from, headers });
  return { status: reply.statusCode, body: reply.json() };
}

const ipWhitelist = ['192.0.2.7', '10.0.0.0/8', '2001:db8::/32'];

const addresses: Readonly<Record<string, number>> = {
  '192.0.2.7': 200,
  '192.0.2.8': 403,
  '10.255.0.1': 200,
  '::ffff:10.1.2.3': 200,
  '::ffff:11.1.2.3': 403,
  '::ffff:a01:203': 200,
  '2001:db8:1::1': 200,
  '2001:db9::1': 403,
  '::a00:1': 403,
};

test('an address is let in where addresses are, when it is on the list, and nowhere else', async t => {
  const server = await opened(t, { ipWhitelist });
  for (const [from, status] of Object.entries(addresses)) {
    const reply = await call(server, from);
    assert.equal(reply.status, status, from);
    const principal = { kind: 'address', id: null, name: from };
    if (status === 200) assert.deepEqual(reply.body, { principal, userId: 1, address: from });
    else assert.deepEqual(Object.keys(reply.body), ['message', 'code']);
    assert.equal((await call(server, from, {}, '/crm/customer/customer_id/1')).status, 401);
  }
});

test('X-Forwarded-For counts only from declared proxies, and only up to the first that is none', async t => {
  const spoof = { 'x-forwarded-for': '10.0.0.1' };
  const open = await opened(t, { ipWhitelist });
  assert.equal((await call(open, '203.0.113.1', spoof)).status, 403);
  const proxied = await opened(t, { ipWhitelist, trustedProxies: ['203.0.113.0/24', '::1'] });
  const statusVia = async (from: string, forwarded: string): Promise<number> =>
    (await call(proxied, from, { 'x-forwarded-for': forwarded })).status;
  assert.equal(await statusVia('203.0.113.1', '10.0.0.1'), 200);
  assert.equal(await statusVia('::ffff:203.0.113.1', '10.0.0.1'), 200);
  assert.equal(await statusVia('203.0.114.1', '10.0.0.1'), 403);
  assert.equal(await statusVia('203.0.113.1', '10.0.0.1, 198.51.100.1'), 403);
  assert.equal(await statusVia('203.0.113.1', '198.51.100.1, 10.0.0.1, 203.0.113.9'), 200);
  for (const junk of ['10.0.0.1/8', 'x', '', '10.0.0.0/8', '999.0.0.1']) {
    assert.equal(await statusVia('203.0.113.1', junk), 403, junk);
  }
});

test('an address of the settings that is none is a fault of the configuration', async t => {
  await assert.rejects(opened(t, { ipWhitelist: ['10.0.0.300'] }), { code: 'E_CONFIG' });
  await assert.rejects(opened(t, { trustedProxies: ['proxy'] }), { code: 'E_CONFIG' });
});

test('a key or a token that is shown and wrong is not made good by the address', async t => {
  const server = await opened(t, { ipWhitelist });
  assert.equal((await call(server, '10.0.0.1', { 'x-api-key': 'wrong' })).status, 401);
});

const everything = { roles: ['Admin'], permissions: [], routes: [], actions: [], addresses: [] };

test('a key does what its roles and permissions allow, is kept as a digest, and ends when disabled', async t => {
  const server = await openServer(t);
  const scope = { ...everything, roles: ['finance'], permissions: ['view_user'] };
  const { key, row } = await createApiKey(server.db, { key_name: 'billing' }, scope);
  const headers = { 'x-api-key': key };
  const status = async (url: string): Promise<number> => (await call(server, '127.0.0.1', headers, url)).status;
  assert.deepEqual(
    [await status('/crm/transaction/'), await status('/crm/user/'), await status('/crm/role/')],
    [200, 200, 403],
  );
  const kept = await server.db.selectFrom('api_key').selectAll().executeTakeFirstOrThrow();
  assert.ok(!JSON.stringify(kept).includes(key.slice(-43)));
  assert.match(String(kept.last_used), /:00\.000Z$/);
  for (const wrong of [
    `${key}x`,
    key.slice(0, -1),
    key.toUpperCase(),
    '',
    key.replace(/.$/, c => (c === 'A' ? 'B' : 'A')),
  ]) {
    assert.equal((await call(server, '127.0.0.1', { 'x-api-key': wrong }, '/crm/transaction/')).status, 401);
  }
  await disableApiKey(server.db, row.api_key_id);
  assert.equal(await status('/crm/transaction/'), 401);
});

const scopes: readonly (readonly [string, string, boolean])[] = [
  ['GET /crm/customer/*', '/crm/customer/customer_id/1', true],
  ['GET /crm/customer/', '/crm/customer', true],
  ['GET /crm/customer', '/crm/customer/?page=1', true],
  ['* /crm/customer/customer_id/1', '/crm/customer/customer_id/1', true],
  ['GET /crm/customer/customer_id/1', '/crm/customer/customer_id/12', false],
  ['GET /crm/customer/customer_id/1', '/crm/customer/customer_id/%31', true],
  ['GET /crm/customer/*', '/crm/product/?x=/crm/customer/', false],
  ['GET /crm/customer/*', '/crm/customer/../product/', false],
  ['GET /crm/c.stomer/*', '/crm/customer/customer_id/1', false],
  ['PUT /crm/customer/*', '/crm/customer/customer_id/1', false],
];

test('a key of routes is for those and for no others', async t => {
  const server = await openServer(t);
  for (const [n, [route, url, allowed]] of scopes.entries()) {
    const { key } = await createApiKey(server.db, { key_name: `key ${n}` }, { ...everything, routes: [route] });
    const { status } = await call(server, '127.0.0.1', { 'x-api-key': key }, url);
    assert.equal(status === 200, allowed, `${route} for ${url}: ${status}`);
  }
});

test('a key from addresses comes from there; its actions are the ones it names', async t => {
  const server = await openServer(t);
  const scope = { ...everything, addresses: ['10.0.0.0/8'], actions: ['userstatus'] };
  const { key, row } = await createApiKey(server.db, { key_name: 'k' }, scope);
  const status = async (from: string): Promise<number> =>
    (await call(server, from, { 'x-api-key': key }, '/crm/product/')).status;
  assert.deepEqual([await status('10.1.1.1'), await status('11.1.1.1')], [200, 403]);
  const kept = scopeOf(await getApiKey(server.db, row.api_key_id));
  const use = { action: 'userstatus', address: '10.0.0.1' };
  await refuseOtherAction(kept, 'k', use);
  await assert.rejects(refuseOtherAction(kept, 'k', { ...use, action: 'pay' }), { code: 'E_NOT_ALLOWED' });
  await assert.rejects(refuseOtherAction(kept, 'k', { ...use, address: '11.0.0.1' }), { code: 'E_NOT_ALLOWED' });
});

test('keys written out in the configuration are taken with their roles, and logs do not name them', async t => {
  const keys = plainKeys(
    new Map([
      ['plain-admin-key', new Map<string, string | string[]>([['roles', ['admin']]])],
      ['plain-empty-key', new Map()],
    ]),
  );
  const server = await openServer(t, undefined, { security: { plainKeys: keys } });
  const ask = (key: string, url: string) => call(server, '127.0.0.1', { 'x-api-key': key }, url);
  const me = await ask('plain-admin-key', '/crm/auth/me');
  assert.deepEqual(me.body.principal, { kind: 'api_key', id: null, name: 'api_keys 1 of the configuration' });
  assert.equal((await ask('plain-admin-key', '/crm/role/')).status, 200);
  assert.equal((await ask('plain-empty-key', '/crm/role/')).status, 403);
  assert.equal((await ask('plain-admin', '/crm/role/')).status, 401);
});
