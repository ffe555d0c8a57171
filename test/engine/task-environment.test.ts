/** Commands of a play run in this process's environment, with the task's own on top. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runText } from './run-text.ts';

const play = `
- hosts: localhost
  gather_facts: no
  environment: {TOWN: Gent}
  tasks:
    - command: sh -c 'echo "$RIVER $TOWN"'
      register: inherited
    - command: echo $RIVER $TOWN
      register: expanded
    - command: sh -c 'echo "$RIVER"'
      environment: {RIVER: Lys}
      register: replaced
    - set_fact:
        lines: ["{{ inherited.stdout }}", "{{ expanded.stdout }}", "{{ replaced.stdout }}"]
`;

test('what the process has is inherited, what the task sets wins', async () => {
  process.env['RIVER'] = 'Scheldt';
  try {
    const { result } = await runText(play);
    assert.deepEqual(result.facts.get('localhost')?.get('lines'), ['Scheldt Gent', 'Scheldt Gent', 'Lys']);
  } finally {
    delete process.env['RIVER'];
  }
});
