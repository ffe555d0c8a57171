import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { openBench, type Bench } from './context.ts';
import { EchoServer, sendJson, type Seen } from './echo-server.ts';
import type { ServerResponse } from 'node:http';

let bench: Bench;
let server: EchoServer;
let other: EchoServer;

/** `/to/302?/echo` redirects there, `/chain/3` three times, `/loop` to itself; all else echoes. */
function answer(seen: Seen, response: ServerResponse): void {
  const [, kind, argument = ''] = seen.path.split('?')[0]!.split('/');
  const target = decodeURIComponent(seen.path.split('?')[1] ?? '/echo');
  if (kind === 'to') redirect(response, Number(argument), target);
  else if (kind === 'loop') redirect(response, 302, '/loop');
  else if (kind === 'chain') redirect(response, 302, argument === '1' ? '/echo' : `/chain/${Number(argument) - 1}`);
  else if (kind === 'fails') sendJson(response, '{}', 500);
  else sendJson(response, JSON.stringify(seen));
}

function redirect(response: ServerResponse, status: number, location: string): void {
  sendJson(response, '', status, { Location: location, 'Set-Cookie': 'seen=yes' });
}

before(async () => {
  bench = openBench();
  server = await new EchoServer(answer).open();
  other = await new EchoServer(answer).open();
});
after(async () => {
  await bench.close();
  await server.close();
  await other.close();
});
beforeEach(() => (server.seen.length = other.seen.length = 0));

const call = (path: string, more: object = {}): Promise<Record<string, unknown>> =>
  bench.run('uri', { url: server.url + path, ...more });

describe('uri and redirects', () => {
  it('follows those of GET and tells where it ended', async () => {
    const result = await call('/to/302');
    assert.equal(result['status'], 200);
    assert.equal(result['redirected'], true);
    assert.equal(result['url'], `${server.url}/echo`);
    assert.equal(server.last.headers['cookie'], 'seen=yes');
  });

  // policy, method, status of the redirect, and the method that arrives; null where it is not followed
  const rows: readonly [string, string, number, string | null][] = [
    ['safe', 'GET', 301, 'GET'],
    ['safe', 'HEAD', 302, 'HEAD'],
    ['safe', 'POST', 302, null],
    ['none', 'GET', 302, null],
    ['no', 'GET', 302, null],
    ['yes', 'POST', 303, 'GET'],
    ['all', 'POST', 301, 'GET'],
    ['all', 'POST', 302, 'GET'],
    ['all', 'PUT', 302, 'GET'],
    ['all', 'PUT', 301, 'PUT'],
    ['all', 'POST', 307, 'POST'],
    ['all', 'POST', 308, 'POST'],
    ['urllib2', 'POST', 302, 'GET'],
    ['urllib2', 'POST', 307, null],
    ['urllib2', 'PUT', 302, null],
  ];
  for (const [follow_redirects, method, status, arrives] of rows)
    it(`${follow_redirects}: ${method} ${status} ${arrives === null ? 'stays' : `arrives as ${arrives}`}`, async () => {
      const body = method === 'POST' || method === 'PUT' ? { body: 'x' } : {};
      const result = await call(`/to/${status}`, { follow_redirects, method, ...body });
      assert.equal(result['status'], arrives === null ? status : 200);
      assert.equal(result['redirected'], arrives !== null);
      if (arrives === null) assert.equal(result['location'], `${server.url}/echo`);
      else assert.equal(server.last.method, arrives);
      if (arrives === 'GET' && method !== 'GET') assert.equal(server.last.headers['content-type'], undefined);
      if (arrives === 'POST') assert.equal(server.last.body, 'x');
    });

  it('tells a failing end with the URL that was asked', async () => {
    const result = await call('/to/302?/fails');
    assert.equal(result['status'], 500);
    assert.equal(result['redirected'], false);
    assert.equal(result['url'], `${server.url}/to/302?/fails`);
  });

  it('gives up on circles and on endless chains', async () => {
    assert.match(String((await call('/loop'))['msg']), /Status code was 302 and not \[200\]: HTTP Error 302: .*circle/);
    assert.equal((await call('/chain/10'))['status'], 200);
    server.seen.length = 0;
    assert.equal((await call('/chain/12'))['status'], 302);
    assert.equal(server.seen.length, 11);
  });

  it('keeps secrets from other origins, and unredirected headers from all', async () => {
    const headers = { Authorization: 'Bearer t', 'X-Mine': '1', 'X-All': '2' };
    const target = encodeURIComponent(`${other.url}/echo`);
    await call(`/to/302?${target}`, { headers, unredirected_headers: ['x-mine'] });
    assert.equal(server.last.headers['authorization'], 'Bearer t');
    assert.equal(other.last.headers['authorization'], undefined);
    assert.equal(other.last.headers['x-mine'], undefined);
    assert.equal(other.last.headers['x-all'], '2');
  });
});
