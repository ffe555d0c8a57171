import assert from 'node:assert/strict';
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { openBench, type Bench } from './context.ts';
import { unowned } from './unowned.ts';

let bench: Bench;
before(() => (bench = openBench()));
after(() => bench.close());

const at = (name: string): string => bench.path(name);
const run = (module: string, args: object, more: object = {}): Promise<Record<string, unknown>> =>
  bench.run(module, args, more);

const HELLO = 'f572d396fae9206628714fb2ce00f72e94f2258f';

describe('copy', () => {
  it('writes content and tells about the file', async () => {
    const { src, ...result } = unowned(await run('copy', { content: 'hello\n', dest: at('a') }));
    assert.equal(typeof src, 'string');
    assert.deepEqual(result, {
      changed: true,
      diff: [],
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
