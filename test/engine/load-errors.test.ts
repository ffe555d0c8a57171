import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OmnicrmError } from '../../src/errors.ts';
import { loadPlaybook } from '../../src/engine/index.ts';
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
