/** Who is let in at /1.1, and who is not: digests of others, sent twice, for another target, or too old. */
import assert from 'node:assert/strict';
import { get } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import { parseChallenges } from '../../../src/engine/network/challenge.ts';
import { digestHeader, startDigest } from '../../../src/engine/network/digest-auth.ts';
import type { HttpRequest } from '../../../src/engine/network/http-request.ts';
import { LOGIN, openPhoneServer } from './phone-server.ts';

describe('the digest of /1.1', () => {
  it('tells strangers nothing', async t => {
    const { origin } = await openPhoneServer(t);
    for (const path of ['/1.1/users', '/1.1/nothing', '/1.1']) {
      for (const method of ['GET', 'PATCH']) {
        const reply = await fetch(origin + path, { method, headers: { accept: 'text/html' } });
        assert.equal(reply.status, 401);
        assert.match(
          reply.headers.get('www-authenticate') ?? '',
          /^Digest realm="Authentication Required", nonce=.*qop="auth"$/,
        );
        assert.equal(await reply.text(), 'Unauthorized Access');
      }
    }
    assert.equal((await fetch(`${origin}/1.0/users`)).status, 404);
    const open = await fetch(`${origin}/1.1/users`, {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'PUT' },
    });
    assert.deepEqual([open.status, open.headers.get('allow')], [200, 'GET, HEAD, OPTIONS, POST']);
    assert.equal(open.headers.get('access-control-allow-headers'), 'Content-Type');
  });

  it('refuses garbage, Basic and forwarded loopback with 401', async t => {
    const { origin } = await openPhoneServer(t);
    const basic = `Basic ${Buffer.from('utilisateur:motdepasse').toString('base64')}`;
    const headers = [
      'Digest',
      'Digest ,,,',
      'Digest username=x',
      'Digest nonce="',
      basic,
      'Digest uri="/1.1/users", nonce=abc, response=zz',
    ];
    for (const authorization of headers) {
      const reply = await fetch(`${origin}/1.1/users`, { headers: { authorization, 'x-forwarded-for': '127.0.0.1' } });
      assert.equal(reply.status, 401, authorization);
    }
  });

  it('takes one digest once, for its own method and target', async t => {
    const { digest, status } = await signer(t);
    const header = await digest('GET', '/1.1/users?search=%C3%A9');
    assert.equal(await status('GET', '/1.1/users', header), 401);
    assert.equal(await status('GET', '/1.1/users?search=é', header), 200, 'fetch encodes it alike');
    assert.equal(await status('GET', '/1.1/users?search=%C3%A9', header), 401);
    const other = await digest('GET', '/1.1/users');
    assert.equal(await status('DELETE', '/1.1/users', other), 401);
    assert.equal(await status('GET', '/1.1/users', other), 200);
  });

  it('takes the counts of one nonce in any order', async t => {
    const { digest, status } = await signer(t);
    const headers = [
      await digest('GET', '/1.1/users'),
      await digest('GET', '/1.1/users'),
      await digest('GET', '/1.1/users'),
    ];
    const statuses = await Promise.all(headers.toReversed().map(header => status('GET', '/1.1/users', header)));
    assert.deepEqual(statuses, [200, 200, 200]);
  });

  it('takes a target in the absolute form, and logins in any letters', async t => {
    const login = { username: 'Łukasz "日本"', password: 'żółć' };
    for (const challenge of ['qop', '2015'] as const) {
      const { ask } = await openPhoneServer(t, { challenge, login });
      assert.equal((await ask('GET', '/infos')).status, 200, challenge);
    }
    const { origin, digest } = await signer(t);
    const { host, port, hostname } = new URL(origin);
    const path = `${origin}/1.1/infos`;
    const headers = { host, authorization: await digest('GET', '/1.1/infos') };
    const answered = new Promise<number | undefined>((resolve, reject) => {
      get({ hostname, port, path, headers }, reply => resolve(reply.resume().statusCode)).on('error', reject);
    });
    assert.equal(await answered, 200);
  });

  it('calls a right digest under an old nonce stale, and wrong passwords wrong', async t => {
    const clock = { now: Date.now() };
    const { digest, reply } = await signer(t, () => new Date(clock.now));
    const header = await digest('GET', '/1.1/users');
    const wrong = await digest('GET', '/1.1/users', 'wrong');
    clock.now += 301_000;
    const stale = await reply('GET', '/1.1/users', header);
    assert.deepEqual([stale.status, /stale=true/.test(stale.headers.get('www-authenticate') ?? '')], [401, true]);
    const refused = await reply('GET', '/1.1/users', wrong);
    assert.deepEqual([refused.status, /stale/.test(refused.headers.get('www-authenticate') ?? '')], [401, false]);
  });

  it('keeps out whoever drops the cookie of the 2015 challenge', async t => {
    const { origin, ask } = await openPhoneServer(t, { challenge: '2015' });
    assert.equal((await ask('GET', '/infos')).status, 200);
    const { headers } = await fetch(`${origin}/1.1/infos`);
    const challenge = headers.get('www-authenticate') ?? '';
    assert.ok(!/qop|algorithm/.test(challenge));
    const session = startDigest(parseChallenges({ 'www-authenticate': challenge })) ?? assert.fail();
    const authorization = digestHeader(session, { ...LOGIN, force: false }, request('GET', `${origin}/1.1/infos`));
    const cookie = (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    assert.equal((await fetch(`${origin}/1.1/infos`, { headers: { authorization } })).status, 401);
    assert.equal((await fetch(`${origin}/1.1/infos`, { headers: { authorization, cookie } })).status, 200);
  });
});

describe('many at once', () => {
  it('makes one of sixteen equal extensions, and sixteen users with lines of their own', async t => {
    const { ask } = await openPhoneServer(t);
    const made = await each(() => ask('POST', '/extensions', { exten: '1500', context: 'default' }));
    assert.deepEqual(
      made.map(({ status }) => status).toSorted((a, b) => a - b),
      [201, ...Array.from({ length: 15 }, () => 400)],
    );
    const users = await each(n => ask('POST', '/users', { firstname: `User ${n}` }));
    const lines = await each(() => ask('POST', '/lines_sip', { context: 'default', device_slot: 1 }));
    const tied = await each(n => ask('POST', `/users/${id(users[n]!)}/lines`, { line_id: id(lines[n]!) }));
    assert.ok(tied.every(({ status }) => status === 201));
    const first = await each(n => ask('POST', `/users/${id(users[0]!)}/lines`, { line_id: id(lines[n]!) }));
    assert.ok(first.every(({ status }) => status === 400));
  });
});

/** Sixteen at once. */
function each<T>(make: (n: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: 16 }, (_, n) => make(n)));
}

function id({ body }: { readonly body: unknown }): number {
  return (body as { id: number }).id;
}

/** Signs by hand under one nonce. */
async function signer(t: TestContext, now?: () => Date) {
  const { origin } = await openPhoneServer(t, now === undefined ? {} : { now });
  const challenge = (await fetch(`${origin}/1.1/infos`)).headers.get('www-authenticate') ?? '';
  const session = startDigest(parseChallenges({ 'www-authenticate': challenge })) ?? assert.fail();
  const digest = async (method: string, path: string, password = LOGIN.password): Promise<string> =>
    digestHeader(session, { username: LOGIN.username, password, force: false }, request(method, origin + path));
  const reply = (method: string, path: string, authorization: string): Promise<Response> =>
    fetch(origin + path, { method, headers: { authorization } });
  const status = async (method: string, path: string, header: string): Promise<number> =>
    (await reply(method, path, header)).status;
  return { origin, digest, reply, status };
}

function request(method: string, url: string): HttpRequest {
  const none = { headers: new Map<string, string>(), body: null, timeoutMs: 1000, unredirected: new Set<string>() };
  return { method, url: new URL(url), redirects: 'none', decompress: false, ...none };
}
