import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runText } from './run-text.ts';

const play = (body: string): string => `
- hosts: localhost
  gather_facts: no
  tasks:
    - block:
${body}
        - {name: provision, debug: {msg: never}}
      rescue:
        - {name: clean, debug: {msg: "{{ ansible_failed_task.name | default('on purpose') }}"}}
        - {name: verdict, assert: {that: "action | default('') == 'deprovision'"}}
`;
const entry = { entry: 'rescue', extraVars: new Map([['action', 'deprovision']]) } as const;

test('without a guard the rescue is entered at once', async () => {
  const { tasks, result, events } = await runText(play('        - {name: first, debug: {msg: never}}'), entry);
  assert.deepEqual(tasks, ['clean ok', 'verdict ok']);
  assert.equal(result.exitCode, 0);
  assert.ok(events.some(event => event.type === 'rescue' && event.failed === undefined));
});

test('a guard runs, and its failure enters the rescue as in Ansible', async () => {
  const guard = `        - {name: guard, fail: {msg: removal}, when: action == 'deprovision'}`;
  const { tasks, events } = await runText(play(guard), entry);
  assert.deepEqual(tasks, ['guard rescued', 'clean ok', 'verdict ok']);
  assert.ok(events.some(event => event.type === 'rescue' && event.failed?.name === 'guard'));
});

test('a guard that does not fail never lets the body run', async () => {
  const { tasks } = await runText(play('        - {name: guard, assert: {that: true}}'), entry);
  assert.deepEqual(tasks, ['guard ok', 'clean ok', 'verdict ok']);
});

test('a guard under ignore_errors does not let the body run either', async () => {
  const { tasks } = await runText(play('        - {name: guard, fail: , ignore_errors: yes}'), entry);
  assert.deepEqual(tasks, ['guard ignored', 'clean ok', 'verdict ok']);
});

for (const [what, tasks] of [
  ['a block without rescue', '    - block: [{debug: }]'],
  ['a task before the block', '    - debug:\n    - block: [{debug: }]\n      rescue: [{debug: }]'],
  ['no block at all', '    - debug:'],
] as const) {
  test(`${what} is refused`, async () => {
    const text = `- hosts: localhost\n  gather_facts: no\n  tasks:\n${tasks}\n`;
    await assert.rejects(runText(text, entry), { code: 'E_PLAY_NO_RESCUE' });
  });
}
