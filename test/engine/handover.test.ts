/** Modules that are not built in, run by an installed ansible. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { builtInModules, loadPlaybook, runPlaybook } from '../../src/engine/index.ts';
import { HandoverTable } from '../../src/engine/handover/handover-table.ts';
import { findAnsible } from '../../src/engine/handover/installed-ansible.ts';
import { OmnicrmError } from '../../src/errors.ts';
import { toJs } from '../../src/template/index.ts';
import { writePlay } from './run-text.ts';

const ansible = findAnsible(process.env['PATH'] ?? '');
const skip = ansible === undefined ? 'ansible is not installed' : false;

async function run(text: string) {
  const modules = new HandoverTable(builtInModules(), ansible ?? '');
  const path = writePlay(text);
  const result = await runPlaybook(loadPlaybook(path, { modules }), { modules });
  const facts = result.facts.get('localhost') ?? new Map();
  return { folder: dirname(path), result, fact: (name: string) => toJs(facts.get(name) ?? null) };
}

test('its result is registered, its facts are variables', { skip }, async () => {
  const { result, fact } = await run(`
- hosts: localhost
  gather_facts: false
  tasks:
    - getent: {database: passwd, key: ${userInfo().username}}
      register: found
    - set_fact: {home: "{{ getent_passwd['${userInfo().username}'][4] }}"}
`);
  assert.equal(result.exitCode, 0);
  assert.equal(fact('home'), userInfo().homedir);
  assert.match(JSON.stringify(fact('found')), /"changed":false/);
});

test('what its arguments hold is data there, braces and all', { skip }, async () => {
  const { result, folder } = await run(`
- hosts: localhost
  gather_facts: false
  vars: {text: "a {{ '{{' }} b"}
  tasks:
    - known_hosts: {name: a.example, path: "{{ playbook_dir }}/hosts {{ '{{' }}", key: a.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJqkqqtnhXBn5B7yBWMZBBmHq0NcJnyEqCdQYHdRBVb0}
`);
  assert.equal(result.exitCode, 0);
  assert.match(readFileSync(join(folder, 'hosts {{'), 'utf8'), /^a\.example ssh-ed25519/);
});

test('its failure is the task’s', { skip }, async () => {
  const { result } = await run(`
- hosts: localhost
  gather_facts: false
  tasks:
    - getent: {database: nothing_of_that_name}
`);
  assert.equal(result.exitCode, 2);
  assert.equal(result.failure?.task, 'getent');
});

test('a module that ansible does not have either is refused before the first task', { skip }, () => {
  const modules = new HandoverTable(builtInModules(), ansible ?? '');
  const path = writePlay('- hosts: localhost\n  tasks:\n    - no_such_module: {}\n');
  assert.throws(
    () => loadPlaybook(path, { modules }),
    (error: unknown) => error instanceof OmnicrmError && error.where?.line === 3,
  );
});

test('there is no ansible where PATH has none', () => {
  assert.equal(findAnsible('/nowhere'), undefined);
});
