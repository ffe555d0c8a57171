import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readlinkSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { openBench, type Bench } from './context.ts';
import { unowned } from './unowned.ts';

let bench: Bench;
before(() => (bench = openBench()));
after(() => bench.close());

const at = (name: string): string => bench.path(name);
const run = (module: string, args: object, more: object = {}): Promise<Record<string, unknown>> =>
  bench.run(module, args, more);

describe('file', () => {
  before(() => writeFileSync(at('v'), 'good'));

  it('makes folders with their mode, once', async () => {
    const args = { path: at('d/e/f'), state: 'directory', mode: '0750' };
    const { size: _, ...result } = unowned(await run('file', args));
    assert.deepEqual(result, { changed: true, path: at('d/e/f'), mode: '0750', state: 'directory' });
    assert.equal(statSync(at('d')).mode & 0o777, 0o750);
    assert.equal((await run('file', args))['changed'], false);
  });

  it('touches, and leaves times alone with preserve', async () => {
    const made = unowned(await run('file', { path: at('t'), state: 'touch', mode: 'u=rw,g=r,o=' }));
    assert.deepEqual(made, { changed: true, dest: at('t'), mode: '0640', size: 0, state: 'file' });
    utimesSync(at('t'), 1000, 1000);
    const kept = { path: at('t'), state: 'touch', access_time: 'preserve', modification_time: 'preserve' };
    assert.equal((await run('file', kept))['changed'], false);
    assert.equal((await run('file', { path: at('t'), state: 'touch' }))['changed'], true);
    assert.ok(statSync(at('t')).mtimeMs > 1_000_000);
    await run('file', { path: at('t'), state: 'touch', modification_time: '200102030405.06' });
    assert.deepEqual(statSync(at('t')).mtime, new Date(2001, 1, 3, 4, 5, 6));
  });

  const modes: readonly [present: number, mode: string | number, text: string][] = [
    [0o640, '0644', '0644'],
    [0o644, 0o600, '0600'],
    [0o600, 600, '01130'],
    [0o640, 'u+x,g-r,o=r', '0704'],
    [0o640, 'a+X', '0640'],
    [0o740, 'a+X', '0751'],
    [0o640, 'g=u', '0660'],
    [0o644, 'u=rwxs,g+s,+t', '07744'],
    [0o777, 'go-w', '0755'],
  ];
  for (const [present, mode, text] of modes)
    it(`turns ${present.toString(8)} by ${String(mode)} into ${text}`, async () => {
      writeFileSync(at('m'), '');
      chmodSync(at('m'), present);
      assert.equal((await run('file', { path: at('m'), mode }))['mode'], text);
    });

  it('refuses a mode that is none, and tells the file', async () => {
    const result = unowned(await run('file', { path: at('t'), mode: 'bogus' }));
    assert.equal(result['failed'], true);
    assert.match(String(result['msg']), /mode must be in octal or symbolic form/);
    assert.equal(result['path'], at('t'));
    const owner = await run('file', { path: at('t'), owner: 'nosuchuser' });
    assert.equal(owner['msg'], 'chown failed: failed to look up user nosuchuser');
  });

  it('links, softly and hard', async () => {
    const link = { src: at('t'), path: at('l'), state: 'link' };
    const { size: _, ...result } = unowned(await run('file', link));
    assert.deepEqual(result, { changed: true, dest: at('l'), src: at('t'), mode: '0777', state: 'link' });
    assert.equal((await run('file', link))['changed'], false);
    assert.equal((await run('file', { ...link, src: at('m') }))['changed'], true);
    assert.equal(readlinkSync(at('l')), at('m'));
    const broken = await run('file', { src: 'nowhere', path: at('bl'), state: 'link' });
    assert.match(String(broken['msg']), /src file does not exist/);
    const forced = await run('file', { src: 'nowhere', path: at('bl'), state: 'link', force: true });
    assert.deepEqual(forced, { changed: true, dest: at('bl'), src: 'nowhere' });
    const hard = await run('file', { src: at('t'), path: at('h'), state: 'hard' });
    assert.equal(hard['state'], 'hard');
    assert.equal(statSync(at('h')).ino, statSync(at('t')).ino);
    assert.equal((await run('file', { src: at('t'), path: at('h'), state: 'hard' }))['changed'], false);
  });

  it('removes anything', async () => {
    assert.deepEqual(await run('file', { path: at('d'), state: 'absent' }), {
      changed: true,
      path: at('d'),
      state: 'absent',
    });
    assert.equal((await run('file', { path: at('d'), state: 'absent' }))['changed'], false);
    await run('file', { path: at('l'), state: 'absent' });
    assert.equal(existsSync(at('m')), true);
  });

  it('refuses what is not there or is something else', async () => {
    assert.deepEqual(await run('file', { path: at('nope'), state: 'file' }), {
      changed: false,
      failed: true,
      msg: `file (${at('nope')}) is absent, cannot continue`,
      path: at('nope'),
      state: 'absent',
    });
    const taken = await run('file', { path: at('v'), state: 'directory' });
    assert.equal(taken['msg'], `${at('v')} already exists as a file`);
    assert.equal(taken['state'], 'file');
  });

  it('gives everything below a folder its mode', async () => {
    mkdirSync(at('r/s'), { recursive: true });
    writeFileSync(at('r/s/x'), '', { mode: 0o644 });
    await run('file', { path: at('r'), state: 'directory', recurse: true, mode: 'u=rwX,g=rX,o=' });
    assert.equal(statSync(at('r/s')).mode & 0o777, 0o750);
    assert.equal(statSync(at('r/s/x')).mode & 0o777, 0o640);
  });

  it('only tells in check mode', async () => {
    const flags = { check: true, diff: true };
    assert.deepEqual(await run('file', { path: at('z'), state: 'directory' }, flags), {
      changed: true,
      path: at('z'),
      diff: { before: { path: at('z'), state: 'absent' }, after: { path: at('z'), state: 'directory' } },
    });
    assert.deepEqual(await run('file', { path: at('z'), state: 'touch' }, { check: true }), {
      changed: true,
      dest: at('z'),
    });
    const mode = await run('file', { path: at('m'), mode: '0600' }, flags);
    assert.equal(mode['changed'], true);
    assert.notEqual(statSync(at('m')).mode & 0o777, 0o600);
    assert.equal(existsSync(at('z')), false);
  });
});
