import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBench, type Bench } from './context.ts';

let bench: Bench;
before(() => (bench = openBench()));
after(() => bench.close());

const environment = { PATH: process.env['PATH'] ?? '', HOME: '/home/ann', TOWN: 'Gent' };
const command = (args: object, more: object = {}): Promise<Record<string, unknown>> =>
  bench.run('command', args, { environment, ...more });

/** The result without its times. */
async function timeless(result: Promise<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const { start, end, delta, ...rest } = await result;
  if (typeof start === 'string') {
    assert.match(start, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/);
    assert.match(String(end), /^\d{4}-/);
    assert.match(String(delta), /^0:00:\d\d\.\d{6}$/);
  }
  return rest;
}

const quiet = { stdout: '', stdout_lines: [], stderr: '', stderr_lines: [] };

describe('command', () => {
  it('gives the outputs and their lines', async () => {
    assert.deepEqual(await timeless(command({ _raw_params: String.raw`printf "l1\nl2\n"` })), {
      changed: true,
      cmd: ['printf', String.raw`l1\nl2\n`],
      rc: 0,
      ...quiet,
      stdout: 'l1\nl2',
      stdout_lines: ['l1', 'l2'],
      msg: '',
    });
  });

  it('expands variables but neither patterns nor pipes', async () => {
    const result = await command({ _raw_params: 'echo $TOWN ${HOME} ~/x $NOPE "a b" * | cat' });
    assert.equal(result['stdout'], 'Gent /home/ann /home/ann/x $NOPE a b * | cat');
    assert.deepEqual(result['cmd'], ['echo', '$TOWN', '${HOME}', '~/x', '$NOPE', 'a b', '*', '|', 'cat']);
    assert.equal((await command({ argv: ['echo', '$TOWN', 'a  b'] }))['stdout'], 'Gent a  b');
    assert.equal((await command({ cmd: 'echo $TOWN', expand_argument_vars: false }))['stdout'], '$TOWN');
  });

  it('fails with the return code, minus the signal where one ended it', async () => {
    assert.deepEqual(await timeless(command({ argv: ['sh', '-c', 'echo err >&2; exit 3'] })), {
      changed: true,
      failed: true,
      cmd: ['sh', '-c', 'echo err >&2; exit 3'],
      rc: 3,
      ...quiet,
      stderr: 'err',
      stderr_lines: ['err'],
      msg: 'non-zero return code',
    });
    assert.equal((await command({ argv: ['sh', '-c', 'kill -9 $$'] }))['rc'], -9);
  });

  it('tells a program which cannot be started', async () => {
    assert.deepEqual(await command({ _raw_params: 'nosuchcmd a b' }), {
      changed: false,
      failed: true,
      cmd: 'nosuchcmd a b',
      rc: 2,
      ...quiet,
      msg: 'Error executing command.',
    });
    assert.equal((await command({ _raw_params: '/' }))['rc'], 13);
    assert.equal((await command({ _raw_params: 'echo "open' }))['failed'], true);
  });

  it('feeds stdin, with a newline unless told otherwise', async () => {
    assert.equal((await command({ cmd: 'wc -c', stdin: 'x' }))['stdout'], '2');
    assert.equal((await command({ cmd: 'wc -c', stdin: 'x', stdin_add_newline: false }))['stdout'], '1');
    assert.equal((await command({ cmd: 'echo a', strip_empty_ends: false }))['stdout'], 'a\n');
  });

  it('starts in the play or in chdir', async () => {
    assert.equal((await command({ cmd: 'pwd' }))['stdout'], bench.folder);
    mkdirSync(bench.path('sub'));
    assert.equal((await command({ cmd: 'pwd', chdir: 'sub' }))['stdout'], bench.path('sub'));
    const missing = await command({ cmd: 'pwd', chdir: 'nope' });
    assert.equal(missing['msg'], 'Unable to change directory before execution.');
    assert.equal(missing['rc'], null);
  });

  it('has nothing to do when creates exists or removes does not', async () => {
    writeFileSync(bench.path('made.txt'), '');
    assert.deepEqual(await command({ cmd: 'touch x', creates: 'm*.txt' }), {
      changed: false,
      cmd: ['touch', 'x'],
      rc: 0,
      start: null,
      end: null,
      delta: null,
      ...quiet,
      stdout: 'skipped, since m*.txt exists',
      stdout_lines: ['skipped, since m*.txt exists'],
      msg: "Did not run command since 'm*.txt' exists",
    });
    const removes = await command({ cmd: 'touch x', removes: '/nope' });
    assert.equal(removes['msg'], "Did not run command since '/nope' does not exist");
    assert.equal(existsSync(bench.path('x')), false);
  });

  it('runs nothing in check mode', async () => {
    const skipped = await command({ cmd: 'touch y' }, { check: true });
    assert.equal(skipped['skipped'], true);
    assert.equal(skipped['rc'], 0);
    assert.equal(skipped['msg'], 'Command would have run if not in check mode');
    const would = await command({ cmd: 'touch y', creates: 'y' }, { check: true });
    assert.equal(would['changed'], true);
    assert.equal(would['skipped'], undefined);
    const idle = await command({ cmd: 'touch y', creates: '/' }, { check: true });
    assert.equal(idle['msg'], "Would not run command since '/' exists");
    assert.equal(existsSync(bench.path('y')), false);
  });

  it('ends the whole group when the run is told to stop', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    const marker = bench.path('late');
    const line = `(sleep 1; touch ${marker}) & wait`;
    const result = await command({ argv: ['sh', '-c', line] }, { signal: controller.signal });
    assert.equal(result['rc'], -15);
    assert.equal(result['failed'], true);
    await sleep(1200);
    assert.equal(existsSync(marker), false);
  });
});

describe('shell', () => {
  it('is a line for a shell', async () => {
    const result = await bench.run('shell', { _raw_params: 'echo a | tr a b; echo $0' });
    assert.equal(result['stdout'], 'b\n/bin/sh');
    assert.equal(result['cmd'], 'echo a | tr a b; echo $0');
    assert.equal((await bench.run('shell', { cmd: 'echo $0', executable: '/bin/bash' }))['stdout'], '/bin/bash');
    assert.equal((await bench.run('shell', { cmd: 'exit 2' }))['rc'], 2);
  });
});

describe('raw and script', () => {
  it('leave the outputs as they are', async () => {
    assert.deepEqual(await bench.run('raw', { _raw_params: 'echo raw $((1 + 1))' }), {
      changed: true,
      rc: 0,
      ...quiet,
      stdout: 'raw 2\n',
      stdout_lines: ['raw 2'],
    });
    assert.equal((await bench.run('raw', { _raw_params: 'exit 4' }))['msg'], 'non-zero return code');
  });

  it('run a file of the play that needs no execute permission', async () => {
    writeFileSync(bench.path('s.sh'), '#!/bin/sh\necho "args: $*"\n[ "$1" != fail ] || exit 5\n', { mode: 0o644 });
    assert.equal(
      (await bench.run('script', { _raw_params: 's.sh one "two words"' }))['stdout'],
      'args: one two words\n',
    );
    assert.equal((await bench.run('script', { _raw_params: 's.sh fail' }))['rc'], 5);
    assert.deepEqual(await bench.run('script', { _raw_params: 's.sh', creates: '/' }), {
      changed: false,
      skipped: true,
      msg: '/ exists, matching creates option',
    });
    const missing = await bench.run('script', { _raw_params: 'nowhere.sh' });
    assert.equal(missing['failed'], true);
    assert.match(String(missing['msg']), /Could not find or access 'nowhere.sh'/);
  });
});

describe('ping', () => {
  it('gives its data back', async () => {
    assert.deepEqual(await bench.run('ping', {}), { changed: false, ping: 'pong' });
    assert.equal((await bench.run('ping', { data: 'crash' }))['failed'], true);
  });
});
