import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { packageRoot } from '../../src/package-root.ts';
import { errorOf, jsonOf, TestHome } from './omnicrm.ts';

const at = new TestHome();
after(() => at.remove());

describe('help', () => {
  test('--help lists the commands on stdout and ends with 0', async () => {
    const { code, stdout, stderr } = await at.run(['--help']);
    assert.equal(code, 0);
    for (const name of ['provision', 'deprovision', 'status', 'play', 'lab'])
      assert.match(stdout, new RegExp(`^  ${name} `, 'm'));
    assert.equal(stderr, '');
  });

  for (const args of [
    ['help', 'provision'],
    ['provision', '--help'],
    ['provision', '-h'],
  ]) {
    test(`${args.join(' ')} shows the options of provision`, async () => {
      const { code, stdout } = await at.run(args);
      assert.equal(code, 0);
      assert.match(stdout, /--customer <id>/);
      assert.match(stdout, /--json/);
    });
  }

  test('--version prints the version of package.json', async () => {
    const about: { version: string } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
    const { code, stdout } = await at.run(['--version']);
    assert.deepEqual([code, stdout], [0, `${about.version}\n`]);
  });

  test('exit-codes --json maps codes to meanings', async () => {
    const codes = jsonOf(await at.run(['exit-codes', '--json']));
    assert.match(String(codes['3']), /person must look/);
  });
});

describe('wrong usage', () => {
  const cases: [string, string[], RegExp][] = [
    ['no command', [], /no command/],
    ['an unknown command', ['provison', 'x'], /unknown command 'provison'[\s\S]*Did you mean provision/],
    ['an unknown subcommand', ['product', 'lits'], /unknown command 'lits'[\s\S]*Did you mean list/],
    ['an unknown option', ['status', '--wacth'], /unknown option '--wacth'[\s\S]*Did you mean --watch/],
    ['a missing option', ['provision', 'Mobile-SIM'], /--customer/],
    ['a missing argument', ['deprovision'], /missing required argument 'service'/],
    ['an id that is none', ['status', 'seven'], /'seven' is no id/],
    ['a pair without =', ['product', 'add', 'name'], /'name' is not of the form field=value/],
    ['a secret as a flag', ['config', 'show', '--set', 'stripe.secret_key=sk_x'], /secret/],
    ['a secret as an argument', ['inventory', 'add', 'ki=00112233445566778899aabbccddeeff'], /ki is a secret/],
    ['a --set without =', ['config', 'show', '--set', 'currency'], /--set takes key=value, not 'currency'/],
    ['help of an unknown command', ['help', 'frob'], /unknown command 'frob'/],
    ['a slip within a command', ['product', 'frob'], /hint: omnicrm product --help/],
    ['a run and --all', ['resume', '1', '--all'], /not both/],
    ['a bad --pick', ['provision', 'Mobile-SIM', '--customer', '1', '--pick', 'best'], /--pick takes auto/],
  ];
  for (const [what, args, message] of cases) {
    test(`${what} is 64, told on stderr`, async () => {
      const { code, stdout, stderr } = await at.run(args);
      assert.equal(code, 64);
      assert.match(stderr, message);
      assert.equal(stdout, '');
    });
    test(`${what} with --json is one object on stdout`, async () => {
      const outcome = await at.run([...args, '--json']);
      assert.equal(errorOf(outcome).code, 'E_USAGE');
      assert.deepEqual([outcome.code, errorOf(outcome).exit_code], [64, 64]);
    });
  }
});
