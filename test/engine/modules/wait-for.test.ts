import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { openBench, type Bench } from './context.ts';

let bench: Bench;
let server: Server;
let port: number;
const sockets = new Set<Socket>();

before(async () => {
  bench = openBench();
  server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write('220 ready id=42\r\n');
  });
  port = await listen(server);
});
after(async () => {
  for (const socket of sockets) socket.destroy();
  await bench.close();
  await new Promise(resolve => server.close(resolve));
});

const waitFor = (args: object, more: object = {}): Promise<Record<string, unknown>> =>
  bench.run('wait_for', { timeout: 1, ...args }, more);

describe('wait_for', () => {
  it('sees an open port', async () => {
    const { elapsed, ...result } = await waitFor({ port });
    assert.equal(elapsed, 0);
    assert.deepEqual(result, {
      changed: false,
      match_groups: [],
      match_groupdict: {},
      path: null,
      port,
      search_regex: null,
      state: 'started',
    });
  });

  it('reads what a port says', async () => {
    const result = await waitFor({ port, search_regex: String.raw`id=(?P<num>\d+)` });
    assert.deepEqual(result['match_groups'], ['42']);
    assert.deepEqual(result['match_groupdict'], { num: '42' });
  });

  it('sees a closed port, and waits for one that opens', async () => {
    const other = createServer();
    const free = await listen(other);
    await new Promise(resolve => other.close(resolve));
    assert.equal((await waitFor({ port: free, state: 'stopped' }))['failed'], undefined);
    setTimeout(() => other.listen(free, '127.0.0.1'), 300);
    assert.equal((await waitFor({ port: free, timeout: 3 }))['failed'], undefined);
    await new Promise(resolve => other.close(resolve));
  });

  it('sees a file, its text, and that it is gone', async () => {
    const path = bench.path('f');
    writeFileSync(path, 'one\nready id=42\n');
    const result = await waitFor({ path, search_regex: '^ready' });
    assert.equal(result['state'], 'file');
    assert.equal(result['size'], 16);
    assert.equal(result['search_regex'], '^ready');
    setTimeout(() => rmSync(path), 200);
    const gone = await waitFor({ path, state: 'absent', timeout: 3 });
    assert.equal(gone['state'], 'absent');
    assert.equal(gone['failed'], undefined);
  });

  it('says what it waited for in vain', async () => {
    const path = bench.path('here');
    writeFileSync(path, '');
    const rows: readonly [object, string][] = [
      [{ port: 1 }, 'Timeout when waiting for 127.0.0.1:1'],
      [{ port: 1, msg: 'custom' }, 'custom'],
      [{ port, state: 'stopped' }, `Timeout when waiting for 127.0.0.1:${port} to stop.`],
      [{ port, search_regex: 'never' }, `Timeout when waiting for search string never in 127.0.0.1:${port}`],
      [{ port, state: 'drained' }, `Timeout when waiting for 127.0.0.1:${port} to drain`],
      [{ path: '/nope' }, 'Timeout when waiting for file /nope'],
      [{ path, search_regex: 'never' }, `Timeout when waiting for search string never in ${path}`],
      [{ path, state: 'absent' }, `Timeout when waiting for ${path} to be absent.`],
    ];
    const results = await Promise.all(rows.map(([args]) => waitFor({ timeout: 0, ...args })));
    assert.deepEqual(
      results.map(result => [result['failed'], result['msg']]),
      rows.map(([, message]) => [true, message]),
    );
  });

  it('refuses port and path together', async () => {
    assert.match(String((await waitFor({ port: 1, path: '/x' }))['msg']), /can not both be passed/);
  });

  it('waits a time where nothing is named', async () => {
    assert.equal((await waitFor({ timeout: 0 }))['failed'], undefined);
  });

  it('ends when the run is told to stop', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    await assert.rejects(waitFor({ port: 1, timeout: 30 }, { signal: controller.signal }), { name: 'AbortError' });
  });
});

function listen(listener: Server): Promise<number> {
  return new Promise(resolve => {
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
