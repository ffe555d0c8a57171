import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { openBench, type Bench } from './context.ts';
import { EchoServer, type Seen } from './echo-server.ts';
import type { ServerResponse } from 'node:http';

const TEXT = 'plain text\n';
const SHA256 = 'c30a92f9ef889c07c781a7cf99f5b71415d4d1289e84473d1b9e6f01feffc62d';
let bench: Bench;
let server: EchoServer;

function answer(seen: Seen, response: ServerResponse): void {
  if (seen.path === '/missing') response.writeHead(404).end();
  else if (seen.path === '/sums') response.end(`${SHA256}  text\n${'0'.repeat(64)}  other\n`);
  else if (seen.headers['if-modified-since'] !== undefined && seen.path === '/cached') response.writeHead(304).end();
  else response.writeHead(200, { 'Content-Length': String(TEXT.length) }).end(TEXT);
}

before(async () => {
  bench = openBench();
  server = await new EchoServer(answer).open();
});
after(async () => {
  await bench.close();
  await server.close();
});

const at = (name: string): string => bench.path(name);
const get = (path: string, args: object, more: object = {}): Promise<Record<string, unknown>> =>
  bench.run('get_url', { url: server.url + path, ...args }, more);

describe('get_url', () => {
  it('saves what the URL gives, once', async () => {
    const result = await get('/text', { dest: at('got') });
    for (const name of ['uid', 'gid', 'owner', 'group', 'elapsed', 'src']) delete result[name];
    assert.deepEqual(result, {
      changed: true,
      url: `${server.url}/text`,
      dest: at('got'),
      status_code: 200,
      checksum_src: '05fce045f52915714cdc306395b20dd0297fe119',
      checksum_dest: null,
      md5sum: 'cae78661f93d71cb9c8063d20eb49614',
      msg: 'OK (11 bytes)',
      mode: '0644',
      size: 11,
      state: 'file',
    });
    assert.equal(readFileSync(at('got'), 'utf8'), TEXT);
    const again = await get('/text', { dest: at('got') });
    assert.equal(again['changed'], false);
    assert.equal(again['checksum_dest'], again['checksum_src']);
  });

  it('leaves alone what has not changed', async () => {
    const result = await get('/cached', { dest: at('got') });
    assert.equal(result['changed'], false);
    assert.equal(result['status_code'], 304);
    assert.equal(result['msg'], 'HTTP Error 304: Not Modified');
  });

  it('names the file in a folder after the URL', async () => {
    mkdirSync(at('folder'));
    assert.equal((await get('/text', { dest: at('folder') }))['dest'], at('folder/text'));
  });

  it('checks the digest, also from a list on the server', async () => {
    const bad = await get('/text', { dest: at('bad'), checksum: 'sha256:0000' });
    assert.match(String(bad['msg']), new RegExp(`did not match 0000; it was ${SHA256}`));
    assert.equal(existsSync(at('bad')), false);
    assert.equal((await get('/text', { dest: at('good'), checksum: `sha256:${SHA256}` }))['changed'], true);
    const known = await get('/text', { dest: at('good'), checksum: `sha256:${SHA256}` });
    assert.equal(known['msg'], 'file already exists');
    const listed = await get('/text', { dest: at('listed'), checksum: `sha256:${server.url}/sums` });
    assert.equal(listed['changed'], true);
  });

  it('tells statuses and broken connections', async () => {
    const missing = await get('/missing', { dest: at('x') });
    assert.equal(missing['failed'], true);
    assert.equal(missing['msg'], 'Request failed');
    assert.equal(missing['response'], 'HTTP Error 404: Not Found');
    assert.equal(missing['status_code'], 404);
    const refused = await bench.run('get_url', { url: 'http://127.0.0.1:1/', dest: at('x') });
    assert.match(String(refused['msg']), /Request failed: Connection refused/);
    assert.match(
      String((await get('/text', { dest: at('no/such/x') }))['msg']),
      /^Destination .*\/no\/such does not exist/,
    );
  });

  it('asks for the head only in check mode', async () => {
    const result = await get('/text', { dest: at('not') }, { check: true });
    assert.equal(result['changed'], true);
    assert.equal(server.last.method, 'HEAD');
    assert.equal(existsSync(at('not')), false);
  });
});

describe('unarchive', () => {
  before(() => {
    mkdirSync(at('pack/sub'), { recursive: true });
    writeFileSync(at('pack/one'), '1');
    writeFileSync(at('pack/sub/two'), '2');
    execFileSync('tar', ['czf', at('a.tgz'), '-C', at('pack'), 'one', 'sub']);
    mkdirSync(at('out'));
  });

  it('unpacks, once', async () => {
    const args = { src: at('a.tgz'), dest: at('out'), remote_src: true, list_files: true };
    const first = await bench.run('unarchive', args);
    assert.equal(first['changed'], true);
    assert.deepEqual(first['files'], ['one', 'sub/', 'sub/two']);
    assert.equal(first['handler'], 'TgzArchive');
    assert.equal(readFileSync(at('out/sub/two'), 'utf8'), '2');
    assert.equal((await bench.run('unarchive', args))['changed'], false);
  });

  it('leaves out what it is told to', async () => {
    mkdirSync(at('part'));
    await bench.run('unarchive', { src: at('a.tgz'), dest: at('part'), remote_src: true, exclude: ['sub'] });
    assert.equal(existsSync(at('part/one')), true);
    assert.equal(existsSync(at('part/sub')), false);
  });

  it('refuses what is no archive, or has no folder to go to', async () => {
    const none = await bench.run('unarchive', { src: at('pack/one'), dest: at('out'), remote_src: true });
    assert.match(String(none['msg']), /^Failed to find handler for/);
    const homeless = await bench.run('unarchive', { src: at('a.tgz'), dest: at('nope'), remote_src: true });
    assert.equal(homeless['msg'], `dest '${at('nope')}' must be an existing dir`);
  });
});

describe('ini_file', () => {
  const BEFORE = '[a]\nx = 1\n#y = 2\n\n[b]\nx = 3\n';
  const cases: readonly [string, object, string, string][] = [
    [
      'changes an option',
      { section: 'a', option: 'x', value: '9' },
      '[a]\nx = 9\n#y = 2\n\n[b]\nx = 3\n',
      'option changed',
    ],
    ['leaves an equal one', { section: 'b', option: 'x', value: '3' }, BEFORE, 'OK'],
    [
      'adds one before the empty line',
      { section: 'a', option: 'z', value: '0' },
      '[a]\nx = 1\n#y = 2\nz = 0\n\n[b]\nx = 3\n',
      'option added',
    ],
    [
      'wakes a commented one',
      { section: 'a', option: 'y', value: '5' },
      '[a]\nx = 1\ny = 5\n\n[b]\nx = 3\n',
      'option changed',
    ],
    [
      'adds a section',
      { section: 'c', option: 'x', value: '1', no_extra_spaces: true },
      `${BEFORE}[c]\nx=1\n`,
      'section and option added',
    ],
    [
      'removes an option',
      { section: 'b', option: 'x', state: 'absent' },
      '[a]\nx = 1\n#y = 2\n\n[b]\n',
      'option changed',
    ],
    ['removes a section', { section: 'a', state: 'absent' }, '[b]\nx = 3\n', 'section removed'],
    ['writes above all sections', { option: 'top', value: '1' }, `top = 1\n${BEFORE}`, 'option added'],
    ['takes several values', { section: 'b', option: 'x', values: ['3', '4'] }, `${BEFORE}x = 4\n`, 'option changed'],
  ];
  for (const [name, args, after_, message] of cases)
    it(name, async () => {
      writeFileSync(at('i.ini'), BEFORE);
      const result = await bench.run('community.general.ini_file', { path: at('i.ini'), ...args });
      assert.equal(readFileSync(at('i.ini'), 'utf8'), after_);
      assert.equal(result['msg'], message);
      assert.equal(result['changed'], after_ !== BEFORE);
      assert.equal(result['path'], at('i.ini'));
      assert.equal(result['state'], 'file');
    });

  it('makes the file', async () => {
    const args = { path: at('new.ini'), section: 'a', option: 'b', value: 'c' };
    assert.equal((await bench.run('community.general.ini_file', args))['msg'], 'section and option added');
    assert.equal(readFileSync(at('new.ini'), 'utf8'), '[a]\nb = c\n');
  });
});
