/** `play run` where it prints for people: lists, limits and what includes bring, in ansible-playbook's shape. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { playRun } from '../../src/cli/commands/play-run.ts';
import { writePlay } from './run-text.ts';

const text = `
- hosts: all
  name: first
  gather_facts: false
  roles: [r]
  tasks:
    - name: one
      debug: {msg: "one"}
      tags: [a]
    - include_tasks: inc.yml
      loop: [1, 2]
- hosts: g:&all
  gather_facts: false
  tasks:
    - debug: {msg: hi}
      tags: never
`;

async function play(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const path = writePlay(text);
  const cwd = dirname(path);
  writeFileSync(join(cwd, 'inv'), '[g]\nh1\nh2\n');
  writeFileSync(join(cwd, 'hosts.txt'), 'h2\n');
  writeFileSync(join(cwd, 'inc.yml'), '- debug: {msg: "{{ item }}"}\n');
  mkdirSync(join(cwd, 'roles/r/tasks'), { recursive: true });
  writeFileSync(join(cwd, 'roles/r/tasks/main.yml'), '- name: in role\n  debug: {msg: r}\n- meta: noop\n');
  const told = { out: '', err: '' };
  const io = {
    cwd,
    env: { HOME: cwd, PATH: '' },
    out: (more: string) => void (told.out += more),
    err: (more: string) => void (told.err += more),
    columns: 80,
    stdin: Readable.from([]),
    stdinIsTerminal: false,
    stdoutIsTerminal: false,
    signal: new AbortController().signal,
  };
  const code = await playRun(['-i', 'inv', ...words, 'play.yaml'], io);
  return { code, ...told, out: told.out.replaceAll(cwd, '<DIR>') };
}

test('tasks are listed as ansible-playbook does, a task tagged never is not', async () => {
  const { out } = await play('--list-tasks');
  const lines = out.split('\n').filter(line => line.startsWith('      '));
  assert.deepEqual(lines, [
    '      r : in role\tTAGS: []',
    '      meta\tTAGS: []',
    '      one\tTAGS: [a]',
    '      include_tasks\tTAGS: []',
  ]);
});

test('tags are listed, never among them', async () => {
  const { out } = await play('--list-tags');
  assert.deepEqual(out.match(/TASK TAGS: .*/g), ['TASK TAGS: [a]', 'TASK TAGS: [never]']);
});

test('hosts are listed within the limit', async () => {
  const { out } = await play('--list-hosts', '--limit', '@hosts.txt');
  assert.match(out, /pattern: \['all'\]\n {4}hosts \(1\):\n {6}h2\n/);
  assert.match(out, /pattern: \['g:&all'\]\n {4}hosts \(1\):\n {6}h2\n/);
});

test('a limit that leaves no host ends with 1', async () => {
  const { code, err } = await play('--limit', 'nosuch');
  assert.equal(code, 1);
  assert.match(err, /leaves us with no hosts to target/);
});

test('a regular expression limits, brackets and all', async () => {
  const { out } = await play('--limit', '~h[1]');
  assert.match(out, /^h1 +: ok=6 /m);
  assert.doesNotMatch(out, /^h2 /m);
});

test('what includes bring is told before it runs', async () => {
  const { out } = await play();
  assert.match(
    out,
    /included: <DIR>\/inc\.yml for h1, h2 => \(item=1\)\nincluded: <DIR>\/inc\.yml for h1, h2 => \(item=2\)\n/,
  );
});
