import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { after, afterEach, before, describe, it } from 'node:test';
import { openBench, type Bench } from './context.ts';
import { EchoServer, sendJson, type Seen } from './echo-server.ts';

let bench: Bench;
let server: EchoServer;

before(() => (bench = openBench()));
after(() => bench.close());
afterEach(() => server.close());

const credentials = { url_username: 'ann', url_password: 'pä:ss', method: 'GET' };

describe('uri with Basic credentials', () => {
  const wanted = `Basic ${Buffer.from('ann:pä:ss').toString('base64')}`;
  const guard = (seen: Seen, response: ServerResponse): void => {
    if (seen.headers['authorization'] === wanted) sendJson(response, '{"in": true}');
    else sendJson(response, '{}', 401, { 'WWW-Authenticate': 'Basic realm="t"' });
  };

  it('waits for the challenge once for each origin', async () => {
    server = await new EchoServer(guard).open();
    const result = await bench.run('uri', { url: server.url, ...credentials });
    assert.equal(result['status'], 200);
    assert.equal(server.seen.length, 2);
    assert.equal(server.seen[0]!.headers['authorization'], undefined);
    await bench.run('uri', { url: server.url, ...credentials });
    assert.equal(server.seen.length, 3);
  });

  it('sends them at once when forced or written in the URL', async () => {
    server = await new EchoServer(guard).open();
    assert.equal((await bench.run('uri', { url: server.url, ...credentials, force_basic_auth: true }))['status'], 200);
    const url = server.url.replace('//', '//ann:p%C3%A4%3Ass@');
    assert.equal((await bench.run('uri', { url }))['status'], 200);
    assert.equal(server.seen.length, 2);
  });

  it('tells a refusal as it is', async () => {
    server = await new EchoServer(guard).open();
    const result = await bench.run('uri', { url: server.url, ...credentials, url_password: 'wrong' });
    assert.equal(result['status'], 401);
    assert.equal(result['www_authenticate'], 'Basic realm="t"');
    assert.equal(server.seen.length, 2);
  });
});

/** A server that checks every Digest answer by RFC 7616 and counts nonces. */
function digestGuard(algorithm: string, hash: string, qop: string | null) {
  let nonce = 0;
  const challenge = (): string =>
    `Digest realm="lab, one", nonce="n${++nonce}", opaque="o\\"p", algorithm=${algorithm}${qop === null ? '' : `, qop="${qop}"`}`;
  const counts = new Set<string>();
  const guard = (seen: Seen, response: ServerResponse): void => {
    const given = parse(String(seen.headers['authorization'] ?? ''));
    const fresh = given['nonce'] === `n${nonce}` && !counts.has(`${given['nonce']} ${given['nc']}`);
    counts.add(`${given['nonce']} ${given['nc']}`);
    if (fresh && given['response'] === expected(given, seen)) sendJson(response, '{"in": true}');
    else sendJson(response, '{}', 401, { 'WWW-Authenticate': challenge() });
  };
  const h = (text: string): string => createHash(hash).update(text).digest('hex');
  const expected = (given: Record<string, string>, seen: Seen): string => {
    assert.equal(given['uri'], seen.path);
    assert.equal(given['opaque'], 'o\\"p');
    const plain = h('ann:lab, one:pä:ss');
    const user = algorithm.endsWith('-sess') ? keyOf(plain, given) : plain;
    const what = h(`${seen.method}:${seen.path}`);
    if (qop === null) return h(`${user}:${given['nonce']}:${what}`);
    return h(`${user}:${given['nonce']}:${given['nc']}:${given['cnonce']}:auth:${what}`);
  };
  // Made once, of what came first under a nonce.
  const keys = new Map<string, string>();
  const keyOf = (plain: string, { nonce: used = '', cnonce }: Record<string, string>): string => {
    const key = keys.get(used) ?? h(`${plain}:${used}:${cnonce}`);
    keys.set(used, key);
    return key;
  };
  return { guard, renew: (): number => ++nonce };
}

function parse(header: string): Record<string, string> {
  const pairs = header.matchAll(/(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^,\s]+))/g);
  return Object.fromEntries(Array.from(pairs, ([, name, quoted, plain]) => [name!, quoted ?? plain!]));
}

describe('uri with Digest credentials', () => {
  const kinds: readonly [string, string, string | null][] = [
    ['MD5', 'md5', 'auth'],
    ['SHA-256', 'sha256', 'auth,auth-int'],
    ['SHA-512-256', 'sha512-256', 'auth'],
    ['MD5-sess', 'md5', 'auth'],
    ['MD5', 'md5', null],
  ];
  for (const [algorithm, hash, qop] of kinds)
    it(`answers ${algorithm} with ${qop === null ? 'no qop' : `qop ${qop}`}`, async () => {
      server = await new EchoServer(digestGuard(algorithm, hash, qop).guard).open();
      const result = await bench.run('uri', { url: `${server.url}/a?b=c`, ...credentials });
      const again = await bench.run('uri', { url: `${server.url}/c`, ...credentials });
      assert.deepEqual([result['status'], again['status']], [200, 200]);
      assert.equal(server.seen.length, qop === null ? 4 : 3);
    });

  it('keeps the nonce: later requests count on and need no challenge', async () => {
    server = await new EchoServer(digestGuard('MD5', 'md5', 'auth').guard).open();
    await bench.run('uri', { url: `${server.url}/1`, ...credentials });
    await bench.run('uri', { url: `${server.url}/2`, ...credentials, method: 'POST', body: 'x' });
    await bench.run('uri', { url: `${server.url}/3`, ...credentials });
    assert.equal(server.seen.length, 4);
    assert.equal(parse(String(server.last.headers['authorization']))['nc'], '00000003');
    assert.equal(server.seen[2]!.body, 'x');
  });

  it('takes a new nonce when the server forgot the old one', async () => {
    const { guard, renew } = digestGuard('MD5', 'md5', 'auth');
    server = await new EchoServer(guard).open();
    await bench.run('uri', { url: server.url, ...credentials });
    renew();
    assert.equal((await bench.run('uri', { url: server.url, ...credentials }))['status'], 200);
    assert.equal(server.seen.length, 4);
  });

  it('asks no more than twice when the password is wrong', async () => {
    server = await new EchoServer(digestGuard('MD5', 'md5', 'auth').guard).open();
    const result = await bench.run('uri', { url: server.url, ...credentials, url_password: 'wrong' });
    assert.equal(result['status'], 401);
    assert.equal(server.seen.length, 2);
  });
});
