import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { after, beforeEach, describe, test } from 'node:test';
import { openBench } from './context.ts';

describe('cron', { timeout: 20_000 }, () => {
  const bench = openBench();
  after(() => bench.close());
  const file = bench.path('jobs');
  const inFile = { cron_file: file, user: 'clerk' };
  beforeEach(() => writeFileSync(file, ''));
  const text = (): string => readFileSync(file, 'utf8');

  test('a job is added once, changed in place and switched off', async () => {
    const job = { ...inFile, name: 'charge', job: '/opt/charge' };
    const added = await bench.run('cron', { ...job, minute: '5', hour: '2' });
    assert.deepEqual(added, { changed: true, jobs: ['charge'], envs: [], cron_file: file });
    assert.equal(text(), '#Ansible: charge\n5 2 * * * clerk /opt/charge\n');
    assert.equal((await bench.run('cron', { ...job, minute: '5', hour: '2' }))['changed'], false);
    await bench.run('cron', { ...inFile, name: 'other', job: 'true' });
    assert.equal((await bench.run('cron', { ...job, special_time: 'daily', disabled: true }))['changed'], true);
    assert.equal(text(), '#Ansible: charge\n#@daily clerk /opt/charge\n#Ansible: other\n* * * * * clerk true\n');
  });

  test('a job that is there without a mark gets its mark', async () => {
    writeFileSync(file, '0 1 * * * clerk true\n#Ansible: None\n0 2 * * * clerk true\n');
    await bench.run('cron', { ...inFile, name: 'one', job: 'true', minute: '0', hour: '1' });
    await bench.run('cron', { ...inFile, name: 'two', job: 'true', minute: '0', hour: '2' });
    assert.equal(text(), '#Ansible: one\n0 1 * * * clerk true\n#Ansible: two\n0 2 * * * clerk true\n');
  });

  test('a job goes, other lines stay; without any job the file goes too', async () => {
    writeFileSync(file, '# ours\n#Ansible: a\n* * * * * clerk a\n#Ansible: b\n* * * * * clerk b\n');
    const gone = { cron_file: file, state: 'absent' };
    assert.deepEqual((await bench.run('cron', { ...gone, name: 'a' }))['jobs'], ['b']);
    assert.equal(text(), '# ours\n#Ansible: b\n* * * * * clerk b\n');
    assert.equal((await bench.run('cron', { ...gone, name: 'a' }))['changed'], false);
    writeFileSync(file, '#Ansible: b\n* * * * * clerk b\n');
    assert.equal((await bench.run('cron', { ...gone, name: 'b' }, { check: true }))['changed'], true);
    assert.ok(existsSync(file));
    const last = await bench.run('cron', { ...gone, name: 'b' });
    assert.deepEqual(last, { changed: true, cron_file: file, state: 'absent', diff: {} });
    assert.equal(existsSync(file), false);
  });

  test('variables: on top, beside another, changed, gone', async () => {
    const env = { ...inFile, env: true };
    await bench.run('cron', { ...env, name: 'MAILTO', job: 'a@example.org' });
    await bench.run('cron', { ...env, name: 'PATH', job: '/bin', insertafter: 'MAILTO' });
    await bench.run('cron', { ...env, name: 'LANG', job: 'C', insertbefore: 'PATH' });
    assert.equal(text(), 'MAILTO="a@example.org"\nLANG="C"\nPATH="/bin"\n');
    const changed = await bench.run('cron', { ...env, name: 'LANG', job: 'en' });
    assert.deepEqual(changed['envs'], ['MAILTO', 'LANG', 'PATH']);
    await bench.run('cron', { ...env, name: 'MAILTO', state: 'absent' });
    assert.equal(text(), 'LANG="en"\nPATH="/bin"\n');
    const nowhere = await bench.run('cron', { ...env, name: 'X', job: '1', insertafter: 'NOPE' });
    assert.equal(nowhere['msg'], "Variable named 'NOPE' not found.");
  });

  test('check mode and diff; a backup; a missing line end', async () => {
    writeFileSync(file, '* * * * * clerk old');
    const job = { ...inFile, name: 'new', job: 'new', backup: true };
    const wanted = '* * * * * clerk old\n#Ansible: new\n* * * * * clerk new\n';
    const planned = await bench.run('cron', job, { check: true, diff: true });
    const diff = { before: '* * * * * clerk old', before_header: file, after: wanted, after_header: file };
    assert.deepEqual(planned['diff'], diff);
    assert.equal(text(), '* * * * * clerk old');
    const done = await bench.run('cron', job);
    assert.equal(text(), wanted);
    assert.equal(readFileSync(String(done['backup_file']), 'utf8'), '* * * * * clerk old\n');
    writeFileSync(file, wanted.trimEnd());
    assert.equal((await bench.run('cron', job))['changed'], true);
    assert.equal(text(), wanted);
  });

  test('a new file is for its owner to write; a name that cron passes over is told', async () => {
    const path = bench.path('new.jobs');
    await bench.run('cron', { cron_file: path, user: 'clerk', name: 'a', job: 'b' });
    assert.equal(statSync(path).mode & 0o777, 0o644);
    assert.equal(bench.warnings.splice(0).length, 1);
  });

  const refused: readonly [object, RegExp][] = [
    [{ cron_file: '/etc/crontab', user: 'root', job: 'a' }, /\/etc\/crontab/],
    [{ cron_file: file, job: 'a' }, /specify user/],
    [{ ...inFile }, /specify 'job'/],
    [{ ...inFile, job: 'a', hour: '2', special_time: 'daily' }, /special_time/],
    [{ ...inFile, job: 'a', insertafter: 'b' }, /only with env/],
    [{ ...inFile, job: 'a', env: true, name: 'A B' }, /Invalid name/],
  ];
  for (const [args, message] of refused)
    test(`refused: ${message.source}`, async () => {
      const result = await bench.run('cron', { name: 'x', ...args });
      assert.equal(result['failed'], true);
      assert.match(String(result['msg']), message);
      assert.equal(text(), '');
    });

  test("a user's table, through the program crontab", async () => {
    const bin = bench.path('bin');
    mkdirSync(bin);
    const table = bench.path('table');
    // Keeps one table per user, as crontab does: `-l` prints it or ends with 1, `-` takes the input.
    const program = [
      '#!/bin/sh',
      `t=${table}`,
      'if [ "$1" = -u ]; then t=$t.$2; shift 2; fi',
      'case $1 in -l) cat "$t" 2>/dev/null || exit 1;; -) cat > "$t";; *) exit 2;; esac',
    ];
    writeFileSync(`${bin}/crontab`, `${program.join('\n')}\n`);
    chmodSync(`${bin}/crontab`, 0o755);
    const changes = { environment: { PATH: `${bin}:${process.env['PATH'] ?? ''}` } };
    const job = { name: 'a', job: 'true', minute: '*/5' };
    assert.deepEqual(await bench.run('cron', job, changes), { changed: true, jobs: ['a'], envs: [] });
    assert.equal(readFileSync(table, 'utf8'), '#Ansible: a\n*/5 * * * * true\n');
    assert.equal((await bench.run('cron', job, changes))['changed'], false);
    const other = await bench.run('cron', { ...job, user: 'clerk' }, { ...changes, diff: true });
    assert.equal((other['diff'] as { before_header: string }).before_header, 'crontab for user "clerk"');
    assert.equal(readFileSync(`${table}.clerk`, 'utf8'), '#Ansible: a\n*/5 * * * * true\n');
    const none = await bench.run('cron', job, { environment: { PATH: bench.path('none') } });
    assert.match(String(none['msg']), /^Failed to find required executable "crontab"/);
  });
});
