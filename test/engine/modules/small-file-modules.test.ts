import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fieldsOf, openBench, type Bench } from './context.ts';
import { unowned } from './unowned.ts';

let bench: Bench;
before(() => (bench = openBench()));
after(() => bench.close());

const at = (name: string): string => bench.path(name);
const run = (module: string, args: object, more: object = {}): Promise<Record<string, unknown>> =>
  bench.run(module, args, more);

describe('stat, slurp, tempfile, fetch, assemble', () => {
  it('stat tells what is there', async () => {
    assert.deepEqual(await run('stat', { path: at('nope') }), { changed: false, stat: { exists: false } });
    writeFileSync(at('st'), '');
    chmodSync(at('st'), 0o644);
    const stat = fieldsOf((await run('stat', { path: at('st') }))['stat']);
    const picked = Object.fromEntries(
      ['exists', 'path', 'mode', 'size', 'isreg', 'isdir', 'islnk', 'rusr', 'wgrp', 'xoth', 'readable', 'checksum'].map(
        key => [key, stat[key]],
      ),
    );
    assert.deepEqual(picked, {
      exists: true,
      path: at('st'),
      mode: '0644',
      size: 0,
      isreg: true,
      isdir: false,
      islnk: false,
      rusr: true,
      wgrp: false,
      xoth: false,
      readable: true,
      checksum: 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    });
    assert.equal(typeof stat['mtime'], 'number');
    const md5 = await run('stat', { path: at('st'), checksum_algorithm: 'md5' });
    assert.equal(fieldsOf(md5['stat'])['checksum'], 'd41d8cd98f00b204e9800998ecf8427e');
  });

  it('stat tells where links lead, even broken ones', async () => {
    symlinkSync('nowhere', at('broken'));
    const stat = fieldsOf((await run('stat', { path: at('broken') }))['stat']);
    assert.equal(stat['islnk'], true);
    assert.equal(stat['lnk_target'], 'nowhere');
    assert.equal(stat['lnk_source'], at('nowhere'));
  });

  it('slurp gives base64, and says what is wrong', async () => {
    writeFileSync(at('sl'), '{"a": [1, "ü"]}');
    assert.deepEqual(await run('slurp', { src: at('sl') }), {
      changed: false,
      content: 'eyJhIjogWzEsICLDvCJdfQ==',
      encoding: 'base64',
      source: at('sl'),
    });
    assert.equal((await run('slurp', { src: at('nope') }))['msg'], `File not found: ${at('nope')}`);
    assert.match(String((await run('slurp', { src: bench.folder }))['msg']), /is a directory and must be a file/);
  });

  it('tempfile makes files and folders of new names', async () => {
    const file = unowned(await run('tempfile', { path: bench.folder, suffix: '.x' }));
    assert.match(String(file['path']), /\/ansible\.[a-z0-9_]{8}\.x$/);
    assert.deepEqual({ ...file, path: null }, { changed: true, path: null, mode: '0600', size: 0, state: 'file' });
    assert.equal((await run('tempfile', { path: bench.folder, state: 'directory' }))['mode'], '0700');
  });

  it('fetch copies below the host, or flat', async () => {
    const sum = 'bbbbbb2a2e97607c0a78f243e3701b82b734272c';
    const first = await run('fetch', { src: at('sl'), dest: at('got') });
    const dest = `${at('got')}/localhost${at('sl')}`;
    assert.deepEqual(first, {
      changed: true,
      checksum: sum,
      dest,
      md5sum: 'c1098c959ea9b69c8aa815f893b33d3b',
      remote_checksum: sum,
      remote_md5sum: null,
    });
    assert.equal((await run('fetch', { src: at('sl'), dest: at('got') }))['file'], at('sl'));
    assert.equal((await run('fetch', { src: at('sl'), dest: at('flat'), flat: true }))['dest'], at('flat'));
    assert.equal((await run('fetch', { src: at('nope'), dest: at('got') }))['failed'], true);
    const soft = await run('fetch', { src: at('nope'), dest: at('got'), fail_on_missing: false });
    assert.equal(soft['failed'], undefined);
    assert.equal(soft['file'], at('nope'));
  });

  it('assemble joins fragments by name', async () => {
    mkdirSync(at('parts'));
    writeFileSync(at('parts/2'), 'two');
    writeFileSync(at('parts/1'), 'one');
    const result = await run('assemble', { src: at('parts'), dest: at('whole'), delimiter: '--' });
    assert.equal(readFileSync(at('whole'), 'utf8'), 'one\n--\ntwo');
    assert.equal(result['msg'], 'OK');
    assert.equal(result['src'], at('parts'));
    assert.equal((await run('assemble', { src: at('parts'), dest: at('whole'), delimiter: '--' }))['changed'], false);
  });
});
