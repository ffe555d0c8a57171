import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { jsonOf, TestHome } from './omnicrm.ts';

const at = new TestHome();
const clean = '- hosts: localhost\n  tasks:\n    - debug:\n        msg: hello\n';
const faulty = '- hosts: localhost\n  tasks:\n    - debug:\n        msgg: "{{ speed }}"\n';

before(() => {
  writeFileSync(join(at.folder, 'clean.yaml'), clean);
  writeFileSync(join(at.folder, 'faulty.yaml'), faulty);
  writeFileSync(
    join(at.folder, 'silenced.yaml'),
    faulty.replace('}}"', '}}" # noqa: unknown-option, undefined-variable'),
  );
  writeFileSync(join(at.folder, 'broken.yaml'), '- hosts: [localhost\n');
});
after(() => at.remove());

describe('play lint', () => {
  test('a clean play says nothing and ends with 0', async () => {
    const { code, stdout, stderr } = await at.run(['play', 'lint', 'clean.yaml']);
    assert.deepEqual([code, stdout, stderr], [0, '', '']);
  });

  test('findings come with place, rule and fix, and end with 1', async () => {
    const { code, stdout } = await at.run(['play', 'lint', 'clean.yaml', 'faulty.yaml']);
    assert.equal(code, 1);
    const [option, fix, variable] = stdout.split('\n');
    assert.match(option ?? '', /^faulty\.yaml:4:9 {2}unknown-option {2}.*'msgg'/);
    assert.equal(fix, "    fix: Did you mean 'msg'?");
    assert.match(variable ?? '', /^faulty\.yaml:4:19 {2}undefined-variable {2}.*'speed'/);
  });

  test('what -e gives is known, and so may be what an inventory gives', async () => {
    for (const given of [
      ['-e', 'speed=100'],
      ['-i', 'hosts.ini'],
    ]) {
      const { stdout } = await at.run(['play', 'lint', 'faulty.yaml', ...given]);
      assert.doesNotMatch(stdout, /undefined-variable/);
    }
  });

  test('# noqa silences the rules it names', async () => {
    assert.equal((await at.run(['play', 'lint', 'silenced.yaml'])).code, 0);
  });

  test('--json is one object, also for a file that is no playbook: 4', async () => {
    const outcome = await at.run(['play', 'lint', 'faulty.yaml', 'broken.yaml', '--json']);
    const { findings, errors } = jsonOf(outcome) as {
      findings: { rule: string; line: number }[];
      errors: { code: string }[];
    };
    assert.equal(outcome.code, 4);
    assert.deepEqual(
      findings.map(({ rule, line }) => [rule, line]),
      [
        ['unknown-option', 4],
        ['undefined-variable', 4],
      ],
    );
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['E_PLAY_SYNTAX'],
    );
  });

  test('a file that is not there is 4, none at all is 64', async () => {
    assert.equal((await at.run(['play', 'lint', 'nowhere.yaml'])).code, 4);
    assert.equal((await at.run(['play', 'lint'])).code, 64);
  });

  test('--rules lists every rule with its fix', async () => {
    const { rules } = jsonOf(await at.run(['play', 'lint', '--rules', '--json'])) as {
      rules: { id: string; fix: string }[];
    };
    assert.ok(rules.length > 20);
    assert.ok(rules.some(({ id, fix }) => id === 'create-without-undo' && fix !== ''));
  });
});

describe('play doc', () => {
  test('tells variables, backends and what undoes what', async () => {
    const list = await at.run(['play', 'doc', join(at.home, '../play.yaml')]);
    assert.equal(list.code, 66);
    writeFileSync(join(at.folder, 'play.yaml'), documented);
    const { code, stdout } = await at.run(['play', 'doc', 'play.yaml']);
    assert.equal(code, 0);
    assert.match(stdout, /^# Line of a house$/m);
    assert.match(stdout, /^Gives a line\.$/m);
    assert.match(stdout, /^\| `vlan` \| needed from outside \| {2}\| {2}\|$/m);
    assert.match(stdout, /^\| `speed` \| may be given \| `100` \| {2}\|$/m);
    assert.match(stdout, /^\| `http:\/\/olt\/lines` \| `POST` \| create \| 10 \|$/m);
    assert.match(stdout, /^\| Make the line \(line 10\) \| create \| Take it away \(line 22\) \|$/m);
    assert.match(stdout, /^\| Book it \(line 15\) \| create \| \*\*nothing undoes this\*\* \|$/m);
  });
});

const documented = `---
# Gives a line.
- name: Line of a house
  hosts: localhost
  vars:
    olt: http://olt
  tasks:
    - name: All
      block:
        - name: Make the line
          uri:
            url: "{{ olt }}/lines"
            method: POST
            body: "{{ vlan }} {{ speed | default(100) }}"
        - name: Book it
          uri:
            url: "{{ olt }}/book"
            method: POST
        - name: Look
          command: /bin/true
      rescue:
        - name: Take it away
          uri:
            url: "{{ olt }}/lines/{{ vlan }}"
            method: DELETE
`;
