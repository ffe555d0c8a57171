import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OmnicrmError } from '../../src/errors.ts';
import { loadPlaybook } from '../../src/engine/index.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chainOf } from '../../src/engine/load/brought-by.ts';
import { writePlay } from './run-text.ts';

function refusal(text: string): OmnicrmError {
  try {
    loadPlaybook(writePlay(text));
  } catch (error) {
    assert.ok(error instanceof OmnicrmError);
    return error;
  }
  return assert.fail('the playbook was taken');
}

test('an unknown module is refused with its place and a near name', () => {
  const error = refusal('- hosts: localhost\n  tasks:\n    - dbug: {msg: x}\n');
  assert.equal(error.code, 'E_PLAY_SYNTAX');
  assert.equal(error.where?.line, 3);
  assert.match(error.hint ?? '', /debug/);
});

test('an unknown keyword of a play is refused with a near one', () => {
  const error = refusal('- hosts: localhost\n  gather_fact: no\n  tasks: []\n');
  assert.match(error.message, /'gather_fact' is not a valid attribute for a Play/);
  assert.match(error.hint ?? '', /gather_facts/);
});

test('rescue without block is refused', () => {
  const error = refusal('- hosts: localhost\n  tasks:\n    - rescue: [{debug: }]\n');
  assert.match(error.message, /cannot be used without 'block'/);
});

test('a file that is not there has a code of its own', () => {
  assert.throws(() => loadPlaybook('/nowhere/play.yaml'), { code: 'E_PLAY_MISSING' });
});

test('a playbook that imports itself is refused', () => {
  const error = refusal('- import_playbook: play.yaml\n');
  assert.match(error.message, /imports itself/);
});

test('a wrong keyword is refused at its own line and column', () => {
  const ofTask = refusal('- hosts: localhost\n  tasks:\n    - name: x\n      debug: {msg: x}\n      whenn: true\n');
  assert.deepEqual([ofTask.where?.line, ofTask.where?.column], [5, 7]);
  assert.match(ofTask.hint ?? '', /Did you mean 'when'/);
  const ofPlay = refusal('- hosts: localhost\n  gather_fact: no\n  tasks: []\n');
  assert.deepEqual([ofPlay.where?.line, ofPlay.where?.column], [2, 3]);
  const ofBlock = refusal('- hosts: localhost\n  tasks:\n    - block: []\n      resuce: []\n');
  assert.deepEqual([ofBlock.where?.line, ofBlock.where?.column], [4, 7]);
});

test('an error tells the imports and roles that led there', () => {
  const path = writePlay('- hosts: localhost\n  tasks:\n    - import_tasks: outer.yaml\n');
  const folder = dirname(path);
  writeFileSync(join(folder, 'outer.yaml'), '- import_role: {name: billing}\n');
  mkdirSync(join(folder, 'roles/billing/tasks'), { recursive: true });
  writeFileSync(join(folder, 'roles/billing/tasks/main.yml'), '- nosuch: {}\n');
  try {
    loadPlaybook(path);
    assert.fail('the playbook was taken');
  } catch (error) {
    assert.ok(error instanceof OmnicrmError);
    assert.equal(error.where?.file, join(folder, 'roles/billing/tasks/main.yml'));
    const chain = chainOf(error).map(({ what, where }) => `${what.split(' ', 1)[0]} ${where.line}`);
    assert.deepEqual(chain, ['role 1', 'import_tasks 3']);
  }
});
