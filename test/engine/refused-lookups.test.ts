import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { loadPlaybook, runPlaybook } from '../../src/engine/index.ts';

/** A play that asks one lookup. */
function playWith(lookup: string): string {
  const task = `debug: { msg: "{{ lookup('${lookup}', 'echo hello') }}" }`;
  return `- hosts: localhost\n  gather_facts: no\n  tasks:\n    - ${task}\n`;
}

describe('lookups that are switched off', () => {
  const folder = mkdtempSync(join(tmpdir(), 'omnicrm-test-'));
  after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'play.yaml');

  for (const name of ['pipe', 'ansible.builtin.pipe']) {
    it(`${name} runs without a refusal and fails with one`, async () => {
      writeFileSync(file, playWith(name));
      assert.equal((await runPlaybook(loadPlaybook(file), {})).exitCode, 0);
      const refused = await runPlaybook(loadPlaybook(file), { refusedLookups: new Set(['pipe']) });
      assert.equal(refused.exitCode, 2);
      assert.match(JSON.stringify(refused.failure?.result.get('msg')), /switched off/);
    });
  }
});
