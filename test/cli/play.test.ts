import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { errorOf, TestHome } from './omnicrm.ts';

const at = new TestHome();
before(async () => assert.equal((await at.run(['init'])).code, 0));
after(() => at.remove());

describe('play list', () => {
  test('names the shipped plays with their titles', async () => {
    const { stdout } = await at.run(['play', 'list']);
    assert.match(stdout, /^play_psim_only +\d+ +OmniCore Service Provisioning$/m);
  });

  test('lists a broken play with what is wrong', async () => {
    writeFileSync(join(at.folder, 'play_broken.yaml'), '- hosts: localhost\n  tasks:\n    - uro: {}\n');
    const { code, stdout } = await at.run(['play', 'list', '--set', `plays_path=${at.folder}`]);
    assert.equal(code, 0);
    assert.match(stdout, /^play_broken +- +.*uro.*line 3/m);
  });
});

describe('play eval', () => {
  const cases: [string, string[], string][] = [
    ['{{ 19.99 * 100 }}', [], '1998.9999999999998'],
    ['{{ iccid }}', ['-e', '{"iccid": 8991101200003204510}'], '8991101200003204510'],
    ['{{ 4 / 2 }}', [], '2.0'],
    ['{{ a ~ "-" ~ b }}', ['-e', 'a=1 b="x y"'], '1-x y'],
    ['{{ [1, 2.0, none, true] }}', [], '[1, 2.0, null, true]'],
    ['{{ data }}', ['-e', '{"data": "{{ 1 + 1 }}"}'], '{{ 1 + 1 }}'],
  ];
  for (const [template, args, text] of cases) {
    test(`${template} ${args.join(' ')}`, async () => {
      const { code, stdout } = await at.run(['play', 'eval', template, ...args]);
      assert.deepEqual([code, stdout], [0, `${text}\n`]);
    });
  }

  test('an undefined name is 65, shown with its place', async () => {
    const { code, stderr } = await at.run(['play', 'eval', 'is {{ nope }}']);
    assert.equal(code, 65);
    assert.match(stderr, /'nope' is undefined[\s\S]*1 \| is \{\{ nope \}\}/);
    assert.equal(errorOf(await at.run(['play', 'eval', '{{ nope }}', '--json'])).code, 'E_TEMPLATE');
  });

  test('--batch answers one line for each, digits and types kept', async () => {
    const lines = [
      '{"id": "a", "template": "{{ n }}", "vars": {"n": 123456789012345678901234567890}}',
      '{"id": "b", "template": "{{ 2.5 * 2 }}", "vars": {}}',
      '{"id": "c", "template": "{{ nope }}", "vars": {}}',
    ];
    const { code, stdout } = await at.run(['play', 'eval', '--batch', '-'], { input: `${lines.join('\n')}\n` });
    assert.equal(code, 0);
    const [a, b, c] = stdout.split('\n');
    assert.equal(a, '{"id": "a", "ok": true, "value": 123456789012345678901234567890, "type": "int"}');
    assert.equal(b, '{"id": "b", "ok": true, "value": 5.0, "type": "float"}');
    assert.match(c ?? '', /^\{"id": "c", "ok": false, "error": "undefined"/);
  });

  test('--batch answers a line that is none too, goes on, and ends with 65', async () => {
    const input = 'not json\n{"id":1,"template":"{{ 1 }}"}\n';
    const { code, stdout } = await at.run(['play', 'eval', '--batch', '-'], { input });
    const [bad, good] = stdout.split('\n').map(line => (line === '' ? {} : JSON.parse(line)));
    assert.deepEqual([code, bad.ok, bad.error, good.value], [65, false, 'input', 1]);
    assert.match(bad.message, /^line 1: /);
  });
});

describe('play run', () => {
  test('takes options wherever they stand and gives the exit code of ansible-playbook', async () => {
    const play = '- hosts: localhost\n  gather_facts: no\n  tasks:\n    - fail:\n        msg: "{{ why }}"\n';
    writeFileSync(join(at.folder, 'fails.yaml'), play);
    const failed = await at.run(['play', 'run', '-e', 'why=because', 'fails.yaml']);
    assert.equal(failed.code, 2);
    assert.match(failed.stdout, /because/);
    assert.equal((await at.run(['play', 'run', 'fails.yaml', '--syntax-check'])).code, 0);
  });
});
