import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { openBench, type Bench } from './context.ts';

let bench: Bench;
before(() => (bench = openBench()));
after(() => bench.close());

/** Runs the module on a file of that text; gives its new text and the result. */
async function edit(module: string, text: string, args: object, more: object = {}) {
  writeFileSync(bench.path('e'), text);
  const result = await bench.run(module, { path: bench.path('e'), ...args }, more);
  return { text: readFileSync(bench.path('e'), 'utf8'), result };
}

describe('lineinfile', () => {
  // name, text before, options, text after, message
  const cases: readonly [string, string, object, string, string][] = [
    ['adds a line', 'a\n', { line: 'b' }, 'a\nb\n', 'line added'],
    ['ends the last line first', 'a', { line: 'b' }, 'a\nb\n', 'line added'],
    ['leaves a line that is there', 'a\nb\n', { line: 'a' }, 'a\nb\n', ''],
    ['replaces the last match', 'b1\nx\nb2\n', { regexp: '^b', line: 'B' }, 'b1\nx\nB\n', 'line replaced'],
    ['replaces the first match', 'b1\nb2\n', { regexp: '^b', line: 'B', firstmatch: true }, 'B\nb2\n', 'line replaced'],
    ['leaves a match that is equal', 'b\n', { regexp: '^b', line: 'b' }, 'b\n', ''],
    ['adds where nothing matches', 'a\n', { regexp: '^z', line: 'z' }, 'a\nz\n', 'line added'],
    [
      'fills in groups',
      'k = 1\n',
      { regexp: '^(k).*', line: String.raw`\1=2`, backrefs: true },
      'k=2\n',
      'line replaced',
    ],
    ['adds nothing with backrefs', 'a\n', { regexp: '^(z)', line: 'z', backrefs: true }, 'a\n', ''],
    ['finds a plain text', 'a.b\naxb\n', { search_string: 'a.b', line: 'new' }, 'new\naxb\n', 'line replaced'],
    ['inserts at the top', 'a\n', { line: 'b', insertbefore: 'BOF' }, 'b\na\n', 'line added'],
    ['inserts behind a match', 'a1\na2\nc\n', { line: 'b', insertafter: '^a' }, 'a1\na2\nb\nc\n', 'line added'],
    ['inserts before a match', 'a\nc\n', { line: 'b', insertbefore: '^c' }, 'a\nb\nc\n', 'line added'],
    ['removes matches', 'a\nb\nab\n', { regexp: '^a', state: 'absent' }, 'b\n', '2 line(s) removed'],
    ['removes equal lines', 'a\nb\na', { line: 'a', state: 'absent' }, 'b\n', '2 line(s) removed'],
    ['removes nothing', 'a\n', { line: 'z', state: 'absent' }, 'a\n', ''],
  ];
  for (const [name, text, args, edited, message] of cases)
    it(name, async () => {
      const changed = await edit('lineinfile', text, args);
      const { result } = changed;
      assert.equal(changed.text, edited);
      assert.equal(result['msg'], message);
      assert.equal(result['changed'], text !== edited);
      assert.equal(result['backup'], '');
    });

  it('creates a missing file only when asked', async () => {
    const path = bench.path('new/file');
    const refused = await bench.run('lineinfile', { path, line: 'x' });
    assert.equal(refused['rc'], 257);
    assert.equal(refused['msg'], `Destination ${path} does not exist !`);
    const made = await bench.run('lineinfile', { path, line: 'x', create: true, mode: '0600' });
    assert.equal(made['msg'], 'line added and ownership, perms or SE linux context changed');
    assert.equal(statSync(path).mode & 0o777, 0o600);
    const absent = await bench.run('lineinfile', { path: bench.path('nope'), regexp: 'x', state: 'absent' });
    assert.deepEqual(absent, { changed: false, msg: 'file not present' });
    mkdirSync(bench.path('folder'));
    assert.equal((await bench.run('lineinfile', { path: bench.path('folder'), line: 'x' }))['rc'], 256);
  });

  it('keeps a backup, shows a diff, and only tells in check mode', async () => {
    const { result } = await edit('lineinfile', 'a\n', { line: 'b', backup: true }, { diff: true });
    assert.equal(readFileSync(String(result['backup']), 'utf8'), 'a\n');
    const path = bench.path('e');
    assert.deepEqual(result['diff'], [
      { before: 'a\n', before_header: `${path} (content)`, after: 'a\nb\n', after_header: `${path} (content)` },
      { before_header: `${path} (file attributes)`, after_header: `${path} (file attributes)` },
    ]);
    const checked = await edit('lineinfile', 'a\n', { line: 'b' }, { check: true });
    assert.equal(checked.text, 'a\n');
    assert.equal(checked.result['changed'], true);
  });

  it('fails without a line', async () => {
    assert.equal((await edit('lineinfile', '', {})).result['msg'], 'line is required with state=present');
  });
});

function marked(body: string): string {
  return `# BEGIN ANSIBLE MANAGED BLOCK\n${body}\n# END ANSIBLE MANAGED BLOCK\n`;
}

describe('blockinfile', () => {
  const cases: readonly [string, string, object, string, string][] = [
    ['adds a block', 'a\n', { block: 'x\ny' }, `a\n${marked('x\ny')}`, 'Block inserted'],
    ['replaces the block', `a\n${marked('x')}z\n`, { block: 'y\n' }, `a\n${marked('y')}z\n`, 'Block inserted'],
    ['leaves an equal block', marked('x'), { block: 'x' }, marked('x'), ''],
    ['removes the block', `a\n${marked('x')}b\n`, { state: 'absent' }, 'a\nb\n', 'Block removed'],
    ['removes it for an empty block', `a\n${marked('x')}`, { block: '' }, 'a\n', 'Block removed'],
    ['inserts behind a match', 'a\nc\n', { block: 'x', insertafter: '^a' }, `a\n${marked('x')}c\n`, 'Block inserted'],
    ['inserts at the top', 'a\n', { block: 'x', insertbefore: 'BOF' }, `${marked('x')}a\n`, 'Block inserted'],
    [
      'has markers of its own',
      '',
      { block: 'x', marker: '; {mark} SIM', marker_begin: 'FROM', marker_end: 'TO' },
      '; FROM SIM\nx\n; TO SIM\n',
      'Block inserted',
    ],
    [
      'leaves room around',
      'a\nb\n',
      { block: 'x', insertafter: '^a', append_newline: true, prepend_newline: true },
      `a\n\n${marked('x')}\nb\n`,
      'Block inserted',
    ],
  ];
  for (const [name, text, args, edited, message] of cases)
    it(name, async () => {
      const changed = await edit('blockinfile', text, args);
      const { result } = changed;
      assert.equal(changed.text, edited);
      assert.equal(result['msg'], message);
      assert.equal(result['changed'], text !== edited);
    });

  it('creates a missing file only when asked', async () => {
    const path = bench.path('block');
    assert.equal((await bench.run('blockinfile', { path, block: 'x' }))['rc'], 257);
    assert.equal((await bench.run('blockinfile', { path, block: 'x', create: true }))['msg'], 'File created');
    assert.equal(existsSync(path), true);
  });
});

describe('replace', () => {
  const cases: readonly [string, string, object, string, string][] = [
    ['fills in groups', 'ab ac\n', { regexp: 'a(.)', replace: String.raw`z\1` }, 'zb zc\n', '2 replacements made'],
    ['finds line starts', 'a\na\n', { regexp: '^a$', replace: 'b' }, 'b\nb\n', '2 replacements made'],
    ['removes by default', 'aXb\n', { regexp: 'X' }, 'ab\n', '1 replacements made'],
    ['keeps $ as it is', 'a\n', { regexp: 'a', replace: '$&' }, '$&\n', '1 replacements made'],
    ['finds nothing', 'a\n', { regexp: 'z', replace: 'b' }, 'a\n', ''],
    [
      'stays behind after',
      'x [s] x\n',
      { regexp: 'x', replace: 'y', after: String.raw`\[s\]` },
      'x [s] y\n',
      '1 replacements made',
    ],
    [
      'stays before before',
      'x [s] x\n',
      { regexp: 'x', replace: 'y', before: String.raw`\[s\]` },
      'y [s] x\n',
      '1 replacements made',
    ],
    [
      'stays between',
      'x<x>x\n',
      { regexp: 'x', replace: 'y', after: '<', before: '>' },
      'x<y>x\n',
      '1 replacements made',
    ],
  ];
  for (const [name, text, args, edited, message] of cases)
    it(name, async () => {
      const changed = await edit('replace', text, args);
      const { result } = changed;
      assert.equal(changed.text, edited);
      assert.equal(result['msg'], message);
      assert.equal(result['rc'], 0);
    });

  it('tells a section that is not there, a bad group, a missing file', async () => {
    const none = await edit('replace', 'a\n', { regexp: 'a', after: 'zzz' });
    assert.match(String(none.result['msg']), /^Pattern for before\/after params did not match the given file: zzz/);
    const bad = await edit('replace', 'a\n', { regexp: 'a', replace: String.raw`\1` });
    assert.match(String(bad.result['msg']), /^Unable to process replace due to error: .*invalid group reference 1/);
    assert.equal((await bench.run('replace', { path: bench.path('nope'), regexp: 'a' }))['rc'], 257);
  });
});
