import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { openBench, type Bench } from './context.ts';

let bench: Bench;
before(() => (bench = openBench()));
after(() => bench.close());

const at = (name: string): string => bench.path(name);
const run = (module: string, args: object, more: object = {}): Promise<Record<string, unknown>> =>
  bench.run(module, args, more);

/** Without the fields which depend on who runs the tests. */
function unowned(result: Record<string, unknown>): Record<string, unknown> {
  const { uid, gid, owner, group, ...rest } = result;
  if (owner !== undefined) {
    assert.equal(uid, process.getuid?.());
    assert.equal(typeof gid, 'number');
    assert.equal(typeof group, 'string');
  }
  return rest;
}

const HELLO = 'f572d396fae9206628714fb2ce00f72e94f2258f';

describe('copy', () => {
  it('writes content and tells about the file', async () => {
    const { src, ...result } = unowned(await run('copy', { content: 'hello\n', dest: at('a') }));
    assert.equal(typeof src, 'string');
    assert.deepEqual(result, {
      changed: true,
      checksum: HELLO,
      dest: at('a'),
      md5sum: 'b1946ac92492d2347c6235b4d2611184',
      mode: '0644',
      size: 6,
      state: 'file',
    });
  });

  it('leaves equal content alone, but not a differing mode', async () => {
    assert.deepEqual(unowned(await run('copy', { content: 'hello\n', dest: at('a') })), {
      changed: false,
      checksum: HELLO,
      dest: at('a'),
      path: at('a'),
      mode: '0644',
      size: 6,
      state: 'file',
    });
    const moded = await run('copy', { content: 'hello\n', dest: at('a'), mode: '0600' });
    assert.equal(moded['changed'], true);
    assert.equal(moded['mode'], '0600');
  });

  it('keeps the mode of a file it replaces, and a backup when asked', async () => {
    const result = await run('copy', { content: 'bye\n', dest: at('a'), backup: true });
    assert.equal(result['mode'], '0600');
    assert.match(String(result['backup_file']), /a\.\d+\.\d{4}-\d\d-\d\d@\d\d:\d\d:\d\d~$/);
    assert.equal(readFileSync(String(result['backup_file']), 'utf8'), 'hello\n');
  });

  it('does not replace with force: no', async () => {
    const result = await run('copy', { content: 'new', dest: at('a'), force: false });
    assert.equal(result['changed'], false);
    assert.equal(readFileSync(at('a'), 'utf8'), 'bye\n');
  });

  it('copies files of the play, into folders by their name', async () => {
    mkdirSync(at('files'));
    writeFileSync(at('files/f.txt'), 'from file\n', { mode: 0o640 });
    mkdirSync(at('into'));
    const result = await run('copy', { src: 'f.txt', dest: at('into'), mode: 'preserve' });
    assert.equal(result['dest'], at('into/f.txt'));
    assert.equal(result['mode'], '0640');
    const created = await run('copy', { src: 'f.txt', dest: `${at('new/folder')}/` });
    assert.equal(created['dest'], at('new/folder/f.txt'));
  });

  it('copies folders whole, or their content', async () => {
    mkdirSync(at('files/tree/sub'), { recursive: true });
    writeFileSync(at('files/tree/sub/x'), 'x');
    const whole = await run('copy', { src: 'tree', dest: at('t1') });
    assert.deepEqual(whole, { changed: true, dest: `${at('t1')}/`, src: at('files/tree') });
    assert.equal(readFileSync(at('t1/tree/sub/x'), 'utf8'), 'x');
    assert.equal((await run('copy', { src: 'tree', dest: at('t1') }))['changed'], false);
    await run('copy', { src: 'tree/', dest: at('t2') });
    assert.equal(readFileSync(at('t2/sub/x'), 'utf8'), 'x');
  });

  it('writes dicts and lists as JSON', async () => {
    await run('copy', { content: { a: 1, b: [1, 2] }, dest: at('json') });
    assert.equal(readFileSync(at('json'), 'utf8'), '{"a": 1, "b": [1, 2]}');
  });

  it('fails without its folder, its source, or with a folder for content', async () => {
    const noFolder = await run('copy', { content: 'x', dest: at('no/such/x') });
    assert.equal(noFolder['msg'], `Destination directory ${at('no/such')} does not exist`);
    assert.equal(noFolder['checksum'], '11f6ad8ec52a2984abaafd7c3b516503785c2072');
    assert.match(String((await run('copy', { src: 'nowhere', dest: at('x') }))['msg']), /Could not find or access/);
    const remote = await run('copy', { src: '/nowhere', dest: at('x'), remote_src: true });
    assert.equal(remote['msg'], 'Source /nowhere not found');
    assert.equal(
      (await run('copy', { content: 'x', dest: at('into') }))['msg'],
      'can not use content with a dir as dest',
    );
    const sum = await run('copy', { src: 'f.txt', dest: at('x'), checksum: 'abc' });
    assert.equal(sum['expected_checksum'], 'abc');
    assert.equal(existsSync(at('x')), false);
  });

  it('lets a command judge the new text before it takes the place', async () => {
    const bad = await run('copy', { content: 'x', dest: at('v'), validate: 'grep -q good %s' });
    assert.equal(bad['msg'], 'failed to validate');
    assert.equal(bad['exit_status'], 1);
    assert.equal(existsSync(at('v')), false);
    assert.equal((await run('copy', { content: 'good', dest: at('v'), validate: 'grep -q good %s' }))['changed'], true);
    assert.match(
      String((await run('copy', { content: 'y', dest: at('v'), validate: 'true' }))['msg']),
      /must contain %s/,
    );
  });

  it('tells what it would do in check mode, with a diff', async () => {
    const flags = { check: true, diff: true };
    assert.deepEqual(await run('copy', { content: 'one\n', dest: at('c') }, flags), {
      changed: true,
      diff: [{ before: '', after: 'one\n', after_header: at('c') }],
    });
    assert.equal(existsSync(at('c')), false);
    const replaced = await run('copy', { content: 'two\n', dest: at('a') }, flags);
    assert.deepEqual(replaced['diff'], [
      { before: 'bye\n', before_header: at('a'), after: 'two\n', after_header: at('a') },
    ]);
  });

  it('replaces the file behind a link and keeps the link', async () => {
    writeFileSync(at('real'), 'old');
    symlinkSync(at('real'), at('link'));
    await run('copy', { content: 'new', dest: at('link') });
    assert.equal(readFileSync(at('real'), 'utf8'), 'new');
    assert.equal(lstatSync(at('link')).isSymbolicLink(), true);
    assert.deepEqual(
      readdirSync(bench.folder).filter(name => name.startsWith('.')),
      [],
    );
  });
});

describe('template', () => {
  it('renders a file of the play', async () => {
    mkdirSync(at('templates'));
    writeFileSync(at('templates/x.j2'), 'answer {{ answer }}\n');
    const result = await run('template', { src: 'x.j2', dest: at('rendered'), mode: '0600' });
    assert.equal(result['changed'], true);
    assert.equal(result['mode'], '0600');
    assert.equal(readFileSync(at('rendered'), 'utf8'), 'answer 42\n');
    assert.equal((await run('template', { src: 'x.j2', dest: at('rendered') }))['changed'], false);
    assert.equal((await run('template', { src: 'x.j2', dest: `${at('into')}/` }))['dest'], at('into/x.j2'));
  });

  it('writes the newlines that are asked for', async () => {
    await run('template', { src: 'x.j2', dest: at('crlf'), newline_sequence: '\\r\\n' });
    assert.equal(readFileSync(at('crlf'), 'utf8'), 'answer 42\r\n');
  });
});

describe('file', () => {
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

describe('stat, slurp, tempfile, fetch, assemble', () => {
  it('stat tells what is there', async () => {
    assert.deepEqual(await run('stat', { path: at('nope') }), { changed: false, stat: { exists: false } });
    writeFileSync(at('st'), '');
    chmodSync(at('st'), 0o644);
    const { stat } = (await run('stat', { path: at('st') })) as { stat: Record<string, unknown> };
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
    assert.equal((md5['stat'] as Record<string, unknown>)['checksum'], 'd41d8cd98f00b204e9800998ecf8427e');
  });

  it('stat tells where links lead, even broken ones', async () => {
    symlinkSync('nowhere', at('broken'));
    const { stat } = (await run('stat', { path: at('broken') })) as { stat: Record<string, unknown> };
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

describe('find', () => {
  before(() => {
    mkdirSync(at('f/deep'), { recursive: true });
    writeFileSync(at('f/a.txt'), 'alpha\nbeta\n');
    writeFileSync(at('f/b.txt'), 'x'.repeat(3000));
    writeFileSync(at('f/c.log'), '');
    writeFileSync(at('f/.hidden'), '');
    writeFileSync(at('f/deep/d.txt'), '');
    utimesSync(at('f/c.log'), 1000, 1000);
  });

  const cases: readonly [object, string[]][] = [
    [{}, ['a.txt', 'b.txt', 'c.log']],
    [{ patterns: ['*.txt'] }, ['a.txt', 'b.txt']],
    [{ patterns: ['*'], excludes: ['*.txt'] }, ['c.log']],
    [{ patterns: ['^a\\..*', 'c'], use_regex: true }, ['a.txt', 'c.log']],
    [{ patterns: ['[!ab].*'] }, ['c.log']],
    [{ hidden: true, patterns: ['.h*'] }, ['.hidden']],
    [{ recurse: true, patterns: ['d.*'] }, ['deep/d.txt']],
    [{ recurse: true, depth: 1, patterns: ['d.*'] }, []],
    [{ file_type: 'directory' }, ['deep']],
    [{ size: '2k' }, ['b.txt']],
    [{ size: '-1' }, ['c.log']],
    [{ age: '1d' }, ['c.log']],
    [{ age: '-1h' }, ['a.txt', 'b.txt']],
    [{ contains: 'bet' }, ['a.txt']],
    [{ contains: 'eta' }, []],
    [{ contains: 'a\\nb', read_whole_file: true }, ['a.txt']],
  ];
  for (const [args, names] of cases)
    it(JSON.stringify(args), async () => {
      const result = await run('find', { paths: [at('f')], ...args });
      const files = result['files'] as { path: string }[];
      assert.deepEqual(files.map(file => file.path.slice(at('f').length + 1)).toSorted(), names);
      assert.equal(result['matched'], names.length);
      assert.equal(result['msg'], 'All paths examined');
    });

  it('tells folders that are none', async () => {
    const result = await run('find', { paths: [at('nope')] });
    assert.deepEqual(result['skipped_paths'], { [at('nope')]: `'${at('nope')}' is not a directory` });
    assert.equal(result['matched'], 0);
  });
});
