import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunEvent } from '../../src/engine/index.ts';
import { runText } from './run-text.ts';

/** Aborts as soon as a task of that name has started. */
function abortAt(name: string): { signal: AbortSignal; reporters: { report(event: RunEvent): void }[] } {
  const controller = new AbortController();
  const report = (event: RunEvent): void => {
    if (event.type === 'task_start' && event.task.name === name) setTimeout(() => controller.abort('SIGINT'), 20);
  };
  return { signal: controller.signal, reporters: [{ report }] };
}

test('the first signal ends the call in flight and the rescue runs unhindered', async () => {
  const text = `
- hosts: localhost
  gather_facts: no
  tasks:
    - block:
        - {name: long, command: sleep 20, ignore_errors: yes}
        - {name: never, debug: }
      rescue:
        - {name: clean, command: echo clean}
      always:
        - {name: always, debug: }
`;
  const started = performance.now();
  const { tasks, result } = await runText(text, abortAt('long'));
  assert.deepEqual(tasks, ['long rescued', 'clean changed', 'always ok']);
  assert.equal(result.exitCode, 0);
  assert.ok(performance.now() - started < 10_000);
});

test('without a rescue the run ends failed', async () => {
  const text = `
- hosts: localhost
  gather_facts: no
  tasks:
    - {name: long, pause: {seconds: 20}}
    - {name: never, debug: }
`;
  const { tasks, result } = await runText(text, abortAt('long'));
  assert.deepEqual(tasks, ['long failed']);
  assert.equal(result.exitCode, 2);
});

test('a signal that comes within a rescue does not end it', async () => {
  const text = `
- hosts: localhost
  gather_facts: no
  tasks:
    - block: [{fail: }]
      rescue:
        - {name: clean, command: sleep 0.2}
        - {name: end, debug: }
`;
  const { tasks, result } = await runText(text, abortAt('clean'));
  assert.deepEqual(tasks, ['fail rescued', 'clean changed', 'end ok']);
  assert.equal(result.exitCode, 0);
});
