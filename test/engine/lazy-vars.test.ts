import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Template, type Raw } from '../../src/template/index.ts';
import { runText } from './run-text.ts';

const facts = async (text: string, options = {}): Promise<ReadonlyMap<string, unknown>> => {
  const { result } = await runText(`- hosts: localhost\n  gather_facts: no\n${text}`, options);
  return result.facts.get('localhost')!;
};

test('a variable is rendered when it is used, not when it is written', async () => {
  const got = await facts(`
  vars: {sum: "{{ a + b }}", b: 2}
  tasks:
    - set_fact: {a: 1}
    - set_fact: {first: "{{ sum }}"}
    - set_fact: {a: 10}
    - set_fact: {second: "{{ sum }}"}
`);
  assert.deepEqual([got.get('first'), got.get('second')], [3, 12]);
});

test('extra variables that are data are never rendered, templates are', async () => {
  const extraVars = new Map<string, Raw>([
    ['data', '{{ 1 + 1 }}'],
    ['code', new Template('{{ 1 + 1 }}')],
  ]);
  const got = await facts(`  tasks:\n    - set_fact: {x: "{{ data }}", y: "{{ code }}"}\n`, { extraVars });
  assert.deepEqual([got.get('x'), got.get('y')], ['{{ 1 + 1 }}', 2]);
});

test('variables of the inventory lose to set_fact, extra variables win over it', async () => {
  const options = { inventoryVars: new Map([['iccid', '']]), extraVars: new Map([['imsi', '001']]) };
  const got = await facts(
    `
  tasks:
    - set_fact: {iccid: "8933", imsi: "999"}
    - set_fact: {seen: "{{ iccid }} {{ imsi }}"}
`,
    options,
  );
  assert.equal(got.get('seen'), '8933 001');
});

test('an undefined leaf fails only what uses it', async () => {
  const got = await facts(`
  vars: {conf: {good: 1, bad: "{{ nope }}"}}
  tasks:
    - set_fact: {x: "{{ conf.good }}"}
    - {set_fact: {y: "{{ conf.bad }}"}, ignore_errors: yes}
`);
  assert.equal(got.get('x'), 1);
  assert.equal(got.has('y'), false);
});
