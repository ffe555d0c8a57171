import assert from 'node:assert/strict';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fieldsOf, openBench, type Bench } from './context.ts';

let bench: Bench;
before(() => (bench = openBench()));
after(() => bench.close());

const at = (name: string): string => bench.path(name);
const run = (module: string, args: object, more: object = {}): Promise<Record<string, unknown>> =>
  bench.run(module, args, more);

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
      const { files } = result;
      assert.ok(Array.isArray(files));
      const found = files.map((file: unknown) => String(fieldsOf(file)['path']).slice(at('f').length + 1));
      assert.deepEqual(found.toSorted(), names);
      assert.equal(result['matched'], names.length);
      assert.equal(result['msg'], 'All paths examined');
    });

  it('tells folders that are none', async () => {
    const result = await run('find', { paths: [at('nope')] });
    assert.deepEqual(result['skipped_paths'], { [at('nope')]: `'${at('nope')}' is not a directory` });
    assert.equal(result['matched'], 0);
  });
});
