import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { statSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { SignJWT } from 'jose';
import { createUser, updateUser } from '../../src/crm/user.ts';
import { finishProvision } from '../../src/crm/provision-record.ts';
import { loadTokenSecret } from '../../src/http/token-secret.ts';
import { createTokens } from '../../src/http/tokens.ts';
import { temporaryFolder } from '../store/temporary-database.ts';
import { openServer } from './test-server.ts';

const url = '/crm/product/product_id/1';

const claims = (audience: string): SignJWT =>
  new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setIssuer('omnicrm').setSubject('1').setAudience(audience);
const jwt = (alg: string, issuer = 'omnicrm'): SignJWT =>
  new SignJWT({ iss: issuer, sub: '1', aud: 'omnicrm:crm' }).setProtectedHeader({ alg }).setExpirationTime('1h');
const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

test('no token, no answer; health is everybody’s', async t => {
  const { with: using, server } = await openServer(t);
  for (const token of [undefined, 'x', 'a.b.c', '']) {
    const { status, body } = await using(token)('GET', url);
    assert.deepEqual([status, body['code']], [401, 'E_UNAUTHENTICATED']);
  }
  const reply = await server.inject({ url, headers: { authorization: 'Basic YTpi' } });
  assert.deepEqual([reply.statusCode, reply.headers['www-authenticate']], [401, 'Bearer']);
  assert.deepEqual((await using(undefined)('GET', '/healthz')).body, { status: 'ok' });
});

test('tokens of others, expired, unsigned or for another audience are refused', async t => {
  const { with: using, tokens } = await openServer(t);
  const foreign = createTokens({ secret: 'another secret of at least 32 characters' });
  const good = await tokens.issueToken({ userId: 1 });
  const key = new TextEncoder().encode('a secret of at least thirty-two characters');
  const payload = JSON.parse(Buffer.from(good.split('.')[1] ?? '', 'base64url').toString()) as object;
  const bad = [
    await foreign.issueToken({ userId: 1 }),
    await tokens.issueToken({ userId: 1, lifetimeSeconds: -10 }),
    `${base64({ alg: 'none' })}.${base64(payload)}.`,
    good.replace(/\.[^.]+\./, `.${base64({ ...payload, sub: '2' })}.`),
    await claims('elsewhere').setExpirationTime('1h').sign(key),
    await claims('omnicrm:crm').sign(key),
  ];
  for (const token of bad) assert.equal((await using(token)('GET', url)).status, 401);
  assert.equal((await using(good)('GET', url)).status, 200);
});

test('only our algorithm, our issuer and our audience are taken, whoever signed', async t => {
  const { with: using, tokens } = await openServer(t);
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  const secret = new TextEncoder().encode('a secret of at least thirty-two characters');
  const [head, body, signature] = (await tokens.issueToken({ userId: 2 })).split('.');
  const jwk = publicKey.export({ format: 'jwk' });
  const bad = [
    await jwt('RS256').sign(privateKey),
    await jwt('HS256').sign(new TextEncoder().encode(String(pem))),
    await jwt('HS384').sign(secret),
    await jwt('HS512').sign(secret),
    await jwt('HS256', 'elsewhere').sign(secret),
    await new SignJWT({ iss: 'omnicrm', aud: 'omnicrm:crm', sub: '1' })
      .setProtectedHeader({ alg: 'RS256', jwk })
      .setExpirationTime('1h')
      .sign(privateKey),
    await tokens.issueTicket('secondFactor', { userId: 1, mark: '' }),
    await tokens.issueTicket('passwordReset', { userId: 1, mark: '' }),
    ...['none', 'None', 'hs256', ''].map(alg => `${base64({ alg })}.${body}.`),
    `${base64({ alg: 'none' })}.${body}.${signature}`,
    `${head}.${body}.`,
    `${head}.${body}`,
    `${head}.${base64({ sub: '1', aud: 'omnicrm:crm', iss: 'omnicrm', exp: 9e9 })}.${signature}`,
  ];
  for (const token of bad) assert.equal((await using(token)('GET', url)).status, 401, token);
  assert.equal((await using(await jwt('HS256').sign(secret))('GET', url)).status, 200);
  const run = { provisionId: 99, userId: 1, customerId: 1, inventoryIds: [], serviceId: null };
  assert.equal((await using(await tokens.issueToken({ userId: 1, run }))('GET', url)).status, 401);
});

test('a user who is gone or disabled has no access, whatever the token says', async t => {
  const { as, db } = await openServer(t);
  await updateUser(db, 2, { enabled: false });
  assert.equal((await (await as(2))('GET', url)).status, 401);
  assert.equal((await (await as(99))('GET', url)).status, 401);
});

test('a run’s token ends with its run', async t => {
  const { asRun, db } = await openServer(t);
  const call = await asRun({});
  assert.equal((await call('GET', url)).status, 200);
  await finishProvision(db, call.provisionId, { provisioning_status: 0 });
  assert.equal((await call('GET', url)).status, 401);
});

test('staff do what their roles allow', async t => {
  const { as } = await openServer(t);
  const support = await as(2);
  assert.equal((await support('GET', url)).status, 200);
  assert.equal((await support('PUT', '/crm/customer/', { customer_name: 'X' })).status, 200);
  const refused = await support('PATCH', url, { retail_cost: 0 });
  assert.deepEqual([refused.status, refused.body['code']], [403, 'E_NOT_ALLOWED']);
  assert.equal((await support('DELETE', '/crm/customer/customer_id/3')).status, 403);
  assert.equal((await support('GET', '/crm/user/')).status, 403);
});

test('secrets of stock are masked for who may not see them', async t => {
  const { as } = await openServer(t);
  const item = '/crm/inventory/inventory_id/1';
  assert.match(String((await (await as(1))('GET', item)).body['ki']), /^[0-9a-f]{32}$/);
  const support = await as(2);
  assert.equal((await support('GET', item)).body['ki'], '********');
  assert.ok(
    (await support('GET', '/crm/inventory/')).body.data.every(row =>
      [undefined, '********'].includes(row['ki'] as string),
    ),
  );
});

test('a customer sees the own account and nothing else', async t => {
  const { as, db } = await openServer(t);
  const { user_id } = await createUser(db, {
    email: 'ada@example.net',
    user_name: 'Ada',
    customer_id: 1,
    roles: ['Customer'],
  });
  const ada = await as(user_id);
  assert.equal((await ada('GET', '/crm/customer/customer_id/1')).status, 200);
  assert.equal((await ada('GET', '/crm/customer/customer_id/2')).status, 403);
  assert.equal((await ada('GET', '/crm/service/customer_id/2')).status, 403);
  assert.equal((await ada('GET', '/crm/inventory/')).status, 403);
  assert.equal((await ada('PATCH', '/crm/customer/customer_id/1', { customer_name: 'Eve' })).status, 403);
  for (const filters of ['', '&filters={"customer_id":[2]}', '&filters={"customer_id":2}']) {
    const { body } = await ada('GET', `/crm/customer/?per_page=10${filters}`);
    assert.deepEqual(
      body.data.map(row => row['customer_id']),
      [1],
    );
  }
});

test('the secret is made once, for its owner only, by however many', async t => {
  const folder = temporaryFolder(t);
  const file = join(folder, 'token.key');
  const secrets = new Set([loadTokenSecret(file), loadTokenSecret(file)]);
  assert.equal(secrets.size, 1);
  assert.match([...secrets][0] ?? '', /^[0-9a-f]{64}$/);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(folder), ['token.key']);
  assert.throws(() => loadTokenSecret(join(file, 'no')), { code: 'E_CREATE' });
  assert.throws(() => createTokens({ secret: 'short' }), { code: 'E_CONFIG' });
});
