import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { toJson } from '../../../src/template/formats/json.ts';
import { toValue } from '../../../src/template/values/convert.ts';
import { Float } from '../../../src/template/values/types.ts';
import { modules } from '../../../src/engine/modules/index.ts';
import { openBench, type Bench } from './context.ts';
import { EchoServer, sendJson, type Answer } from './echo-server.ts';

let bench: Bench;
let server: EchoServer;

const answers: Record<string, Answer> = {
  '/list': (_, response) => sendJson(response, '[1,2]', 201, { Location: '/list/7', 'X-Rate-Limit': '9' }),
  '/missing': (_, response) => sendJson(response, '{"error":"none"}', 404),
  '/empty': (_, response) => void response.writeHead(204).end(),
  '/broken': (_, response) => sendJson(response, '{"broken": '),
  '/digits': (_, response) => sendJson(response, '{"iccid":8944123412341234567,"fee":45.0}'),
  '/text': (_, response) => void response.writeHead(200, { 'Content-Type': 'text/plain' }).end('plain {"a":1}'),
  '/latin1': (_, response) =>
    void response
      .writeHead(200, { 'Content-Type': 'application/json; charset=iso-8859-1' })
      .end(Buffer.from('{"name":"Zoë"}', 'latin1')),
  '/gzip': (_, response) =>
    void response
      .writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' })
      .end(gzipSync('{"zipped":true}')),
  '/cookies': (_, response) =>
    void response.writeHead(200, { 'Set-Cookie': ['sid=abc; Path=/', 'lang=en', 'old=; Max-Age=0'] }).end(),
  '/slow': () => undefined,
  '/hangup': (_, response) => void response.socket?.destroy(),
};

const echo: Answer = (seen, response) => sendJson(response, JSON.stringify(seen));

before(async () => {
  server = await new EchoServer((seen, response) => (answers[seen.path] ?? echo)(seen, response)).open();
});
after(() => server.close());
beforeEach(() => (server.seen.length = 0));

const call = (path: string, more: object = {}): Promise<Record<string, unknown>> =>
  bench.run('uri', { url: server.url + path, ...more });

const send = async (args: object): Promise<{ body: string; type: unknown }> => {
  await call('/echo', { method: 'POST', ...args });
  return { body: server.last.body, type: server.last.headers['content-type'] };
};

describe('uri', () => {
  before(() => (bench = openBench()));
  after(() => bench.close());

  it('tells status, headers, json and message', async () => {
    const result = await call('/list', { status_code: [201] });
    delete result['date'];
    delete result['keep_alive'];
    assert.deepEqual(result, {
      changed: false,
      content_type: 'application/json',
      content_length: '5',
      connection: 'keep-alive',
      location: `${server.url}/list/7`,
      x_rate_limit: '9',
      cookies: {},
      cookies_string: '',
      url: `${server.url}/list`,
      status: 201,
      msg: 'OK (5 bytes)',
      redirected: false,
      elapsed: 0,
      json: [1, 2],
    });
  });

  it('fails on a status that is not listed, and keeps the answer', async () => {
    const result = await call('/missing');
    assert.equal(result['failed'], true);
    assert.equal(result['status'], 404);
    assert.equal(result['msg'], 'Status code was 404 and not [200]: HTTP Error 404: Not Found');
    assert.deepEqual(result['json'], { error: 'none' });
    assert.equal('content' in result, false);
    assert.equal('cookies' in result, false);
  });

  it('accepts a failing status that is listed', async () => {
    const result = await call('/missing', { status_code: [200, 404], return_content: true });
    assert.equal(result['failed'], undefined);
    assert.equal(result['msg'], 'HTTP Error 404: Not Found');
    assert.equal(result['content'], '{"error":"none"}');
  });

  it('gives no json without a body, for broken text and for other types', async () => {
    const empty = await call('/empty', { status_code: [204] });
    assert.equal(empty['msg'], 'OK (unknown bytes)');
    assert.equal('json' in empty, false);
    assert.equal('json' in (await call('/broken')), false);
    const text = await call('/text', { return_content: true });
    assert.equal('json' in text, false);
    assert.equal(text['content'], 'plain {"a":1}');
  });

  it('keeps digits and the kind of numbers', async () => {
    const args = { url: `${server.url}/digits`, method: 'GET' };
    const { json } = await runRaw(args);
    assert.equal(toJson(toValue(json)), '{"iccid": 8944123412341234567, "fee": 45.0}');
  });

  it('decodes charsets and gzip', async () => {
    assert.deepEqual((await call('/latin1'))['json'], { name: 'Zoë' });
    assert.deepEqual((await call('/gzip'))['json'], { zipped: true });
  });

  it('tells cookies as a dict and as text', async () => {
    const result = await call('/cookies');
    assert.deepEqual(result['cookies'], { sid: 'abc', lang: 'en' });
    assert.equal(result['cookies_string'], 'sid=abc; lang=en');
    assert.equal(result['set_cookie'], 'sid=abc; Path=/, lang=en, old=; Max-Age=0');
  });

  it('keeps one connection for a row of calls', async () => {
    const open = server.connections;
    for (let i = 0; i < 5; i++) await call('/echo');
    assert.ok(server.connections - open <= 1);
  });

  it('reports calls without an answer with status -1', async () => {
    const refused = await bench.run('uri', { url: `http://127.0.0.1:${await closedPort()}/` });
    assert.equal(refused['status'], -1);
    assert.equal(refused['failed'], true);
    assert.match(String(refused['msg']), /^Status code was -1 and not \[200\]: Request failed: Connection refused$/);
    const accepted = await bench.run('uri', { url: `http://127.0.0.1:${await closedPort()}/`, status_code: [-1] });
    assert.equal(accepted['failed'], undefined);
    assert.match(String((await call('/hangup'))['msg']), /Connection failure: Remote end closed connection/);
    const slow = await call('/slow', { timeout: 1 });
    assert.match(String(slow['msg']), /Connection failure: timed out/);
    assert.equal(slow['elapsed'], 1);
    assert.match(String((await bench.run('uri', { url: 'nonsense' }))['msg']), /unknown url type: 'nonsense'/);
  });

  it('ends a call when the run is told to stop', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    const result = await bench.run('uri', { url: `${server.url}/slow` }, { signal: controller.signal });
    assert.equal(result['status'], -1);
    assert.match(String(result['msg']), /told to stop/);
  });

  describe('bodies', () => {
    it('writes JSON as Python does', async () => {
      const body = { id: 5, on: true, name: 'Zoë', none: null, fee: new Float(45), list: [1, 6] };
      assert.deepEqual(await send({ body_format: 'json', body }), {
        body: String.raw`{"id": 5, "on": true, "name": "Zo\u00eb", "none": null, "fee": 45.0, "list": [1, 6]}`,
        type: 'application/json',
      });
    });

    it('takes text as JSON already, and no body as null', async () => {
      assert.equal((await send({ body_format: 'json', body: '{"already": 1}' })).body, '{"already": 1}');
      assert.equal((await send({ body_format: 'json', body: 5 })).body, '5');
      assert.equal((await send({ body_format: 'json' })).body, 'null');
    });

    it("lets the task's own content type win", async () => {
      const headers = { 'content-type': 'application/vnd.api+json' };
      assert.equal((await send({ body_format: 'json', body: {}, headers })).type, 'application/vnd.api+json');
    });

    it('sends text raw and a mapping without body_format as JSON, with a warning', async () => {
      assert.deepEqual(await send({ body: 'some text' }), {
        body: 'some text',
        type: 'application/x-www-form-urlencoded',
      });
      assert.deepEqual(await send({ body: { a: 1 } }), { body: '{"a": 1}', type: 'application/json' });
      assert.match(bench.warnings.at(-1)!, /body_format is not given; sent as JSON/);
    });

    it('encodes forms', async () => {
      const body = { a: 1, b: ['x', 'y'], c: 'ü &', d: null, e: true, f: new Float(1.5) };
      assert.deepEqual(await send({ body_format: 'form-urlencoded', body }), {
        body: 'a=1&b=x&b=y&c=%C3%BC+%26&e=True&f=1.5',
        type: 'application/x-www-form-urlencoded',
      });
      const pairs = [
        ['a', 1],
        ['a', 2],
      ];
      assert.equal((await send({ body_format: 'form-urlencoded', body: pairs })).body, 'a=1&a=2');
      assert.equal((await send({ body_format: 'form-urlencoded', body: 'x=1' })).body, 'x=1');
    });

    it('encodes multipart with files', async () => {
      writeFileSync(bench.path('sim.csv'), 'iccid\n89\n');
      const body = { name: 'x', list: { filename: 'sim.csv' }, note: { content: 'hi', mime_type: 'text/plain' } };
      const sent = await send({ body_format: 'form-multipart', body });
      const boundary = /boundary=(\S+)/.exec(String(sent.type))![1]!;
      const parts = sent.body.split(`--${boundary}`).map(part => part.trim());
      assert.equal(parts[1], 'Content-Disposition: form-data; name="name"\r\n\r\nx');
      assert.equal(
        parts[2],
        'Content-Disposition: form-data; name="list"; filename="sim.csv"\r\nContent-Type: text/csv\r\n\r\niccid\n89',
      );
      assert.equal(parts[3], 'Content-Disposition: form-data; name="note"\r\nContent-Type: text/plain\r\n\r\nhi');
      assert.equal(parts[4], '--');
    });

    it('sends a file of the play', async () => {
      writeFileSync(bench.path('body.bin'), 'bytes');
      assert.equal((await send({ method: 'PUT', src: 'body.bin' })).body, 'bytes');
      assert.equal(server.last.method, 'PUT');
      const missing = await call('/echo', { method: 'PUT', src: 'nowhere', remote_src: true });
      assert.match(String(missing['msg']), /Unable to open source file nowhere/);
    });

    it('refuses a number without body_format', async () => {
      const result = await call('/echo', { method: 'POST', body: 5 });
      assert.equal(result['status'], -1);
      assert.equal(server.seen.length, 0);
    });
  });

  it('sends headers as text, its own agent and no hop-by-hop header', async () => {
    const headers = { 'X-Num': 5, 'X-Bool': true, 'Transfer-Encoding': 'chunked' };
    await call('/echo', { headers, http_agent: 'omni/1', force: true, method: 'post' });
    assert.equal(server.last.method, 'POST');
    assert.equal(server.last.headers['x-num'], '5');
    assert.equal(server.last.headers['x-bool'], 'True');
    assert.equal(server.last.headers['user-agent'], 'omni/1');
    assert.equal(server.last.headers['cache-control'], 'no-cache');
    assert.equal(server.last.headers['transfer-encoding'], undefined);
  });

  it('refuses a method of two words', async () => {
    assert.equal((await call('/echo', { method: 'ge t' }))['failed'], true);
    assert.equal(server.seen.length, 0);
  });

  it('saves the answer in a file or a folder', async () => {
    const dest = bench.path('saved');
    const result = await call('/text', { dest, mode: '0600' });
    assert.equal(result['changed'], true);
    assert.equal(result['path'], dest);
    assert.equal(result['mode'], '0600');
    assert.equal(result['size'], 13);
    assert.equal(result['state'], 'file');
    assert.equal(readFileSync(dest, 'utf8'), 'plain {"a":1}');
    mkdirSync(bench.path('folder'));
    assert.equal((await call('/text', { dest: bench.path('folder') }))['path'], bench.path('folder/text'));
    const failed = await call('/missing', { dest: bench.path('not-saved') });
    assert.equal(failed['changed'], false);
    assert.throws(() => readFileSync(bench.path('not-saved')));
  });

  it('does nothing when creates exists or removes does not', async () => {
    const result = await call('/echo', { creates: '/' });
    assert.deepEqual(result, { changed: false, stdout: "skipped, since '/' exists" });
    assert.equal((await call('/echo', { removes: '/nope' }))['stdout'], "skipped, since '/nope' does not exist");
    assert.equal(server.seen.length, 0);
  });

  it('reads but does not write in check mode', async () => {
    const check = { check: true };
    const read = await bench.run('uri', { url: `${server.url}/list`, status_code: [201] }, check);
    assert.deepEqual(read['json'], [1, 2]);
    const write = await bench.run('uri', { url: `${server.url}/list`, method: 'POST' }, check);
    assert.equal(write['skipped'], true);
    assert.equal(server.seen.length, 1);
  });

  it('speaks through a UNIX socket', async () => {
    const path = bench.path('http.sock');
    const other = await new EchoServer().open(path);
    const result = await bench.run('uri', { url: 'http://api.local/x?y=1', unix_socket: path });
    assert.equal(other.last.path, '/x?y=1');
    assert.equal(other.last.headers['host'], 'api.local');
    assert.equal(result['status'], 200);
    await other.close();
  });
});

/** The result before it becomes plain JSON, where ints and floats still differ. */
async function runRaw(args: Record<string, string>): Promise<Record<string, unknown>> {
  const { spec } = modules.get('uri')!;
  const defaults = Object.entries(spec).map(([name, option]) => [name, option.default ?? null]);
  return modules.get('uri')!.run({ ...Object.fromEntries(defaults), ...args }, bench.context);
}

async function closedPort(): Promise<number> {
  const probe = createTcpServer();
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise(resolve => probe.close(resolve));
  return port;
}
