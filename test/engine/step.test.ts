/** `play run --step`: the questions, the answers, and no one there to answer. */
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, test } from 'node:test';
import { playRun } from '../../src/cli/commands/play-run.ts';
import { writePlay } from './run-text.ts';

const text = `
- hosts: localhost
  gather_facts: false
  tasks:
    - name: one
      debug: {msg: one}
    - name: two {{ 1 + 1 }}
      debug: {msg: two}
      changed_when: true
      notify: after
    - name: left out
      debug: {msg: never}
      tags: [never]
    - block:
        - ansible.builtin.fail: {msg: no}
      rescue:
        - debug: {msg: rescued}
  handlers:
    - name: after
      debug: {msg: handled}
`;

interface Played {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly asked: readonly string[];
  /** Names of the tasks that ran. */
  readonly ran: readonly string[];
}

async function play(
  answers: string | undefined,
  terminal = true,
  signal = new AbortController().signal,
): Promise<Played> {
  const path = writePlay(text);
  const told = { out: '', err: '' };
  const stdin = new PassThrough();
  if (answers !== undefined) stdin.end(answers);
  const cwd = dirname(path);
  const io = {
    cwd,
    env: { HOME: cwd, PATH: '' },
    out: (more: string) => void (told.out += more),
    err: (more: string) => void (told.err += more),
    columns: 80,
    stdin,
    stdinIsTerminal: terminal,
    stdoutIsTerminal: terminal,
    signal,
  };
  const code = await playRun(['--step', path], { ...io, env: { ...io.env, NO_COLOR: '1' } });
  const asked = [...told.out.matchAll(/^Perform task: (.*) \(N\)o\/\(y\)es\/\(c\)ontinue: *$/gm)].map(
    found => found[1]!,
  );
  const ran = [...told.out.matchAll(/^(?:TASK|RUNNING HANDLER) \[(.*)\] \*/gm)].map(found => found[1]!);
  return { code, ...told, asked, ran };
}

describe('--step', { timeout: 20_000 }, () => {
  test('each task that is chosen is asked for, by its written name', async () => {
    const { code, asked, ran } = await play('y\nYES\nn\ny\n');
    assert.equal(code, 0);
    assert.deepEqual(asked, ['TASK: one', 'TASK: two {{ 1 + 1 }}', 'TASK: ansible.builtin.fail', 'HANDLER: after']);
    assert.deepEqual(ran, ['one', 'two 2', 'after']);
  });

  test('anything else is a no; continue asks no more', async () => {
    const { code, asked, ran } = await play('\nwhat\nContinue\n');
    assert.equal(code, 0);
    assert.deepEqual(asked, ['TASK: one', 'TASK: two {{ 1 + 1 }}', 'TASK: ansible.builtin.fail']);
    assert.deepEqual(ran, ['ansible.builtin.fail', 'debug']);
  });

  test('the question is repeated as a banner', async () => {
    const { out } = await play('c\n');
    const question = 'Perform task: TASK: one (N)o/(y)es/(c)ontinue:';
    assert.ok(out.includes(`${question} \n${question} ${'*'.repeat(80 - question.length - 1)}\n\nTASK [one]`), out);
  });

  test('the end of the input ends the run, nothing more is done', async () => {
    const { code, ran, err } = await play('y\n');
    assert.equal(code, 250);
    assert.deepEqual(ran, ['one']);
    assert.match(err, /--step asks before each task/);
  });

  test('without a terminal nothing is read and nothing runs', async () => {
    const { code, out, err } = await play('y\ny\ny\ny\n', false);
    assert.equal(code, 250);
    assert.doesNotMatch(out, /TASK/);
    assert.match(err, /Perform task: TASK: one/);
  });

  test('an interruption at the question fails the task', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort('SIGINT'), 50);
    const { code, asked } = await play(undefined, true, stop.signal);
    assert.notEqual(code, 0);
    assert.ok(asked.length <= 1);
  });
});
