import assert from 'node:assert/strict';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { jsonOf, mainFile, runProcess, TestHome } from './omnicrm.ts';

const at = new TestHome();
before(async () => assert.equal((await at.run(['init'])).code, 0));
after(() => at.remove());

describe('init', () => {
  test('makes files that only their owner can read, whatever the umask', async () => {
    for (const umask of ['000', '077']) {
      const home = join(at.folder, `home-${umask}`);
      const script = `umask ${umask}; exec "$0" "$1" init`;
      const { code } = await runProcess('/bin/sh', ['-c', script, process.execPath, mainFile], {
        env: { OMNICRM_HOME: home },
      });
      assert.equal(code, 0);
      assert.equal(statSync(home).mode & 0o777, 0o700);
      for (const file of ['crm_config.yaml', 'omnicrm.db'])
        assert.equal(statSync(join(home, file)).mode & 0o777, 0o600);
    }
  });

  test('again keeps what is there', async () => {
    const again = jsonOf(await at.run(['init', '--json']));
    assert.deepEqual([again['config_made'], again['database_made']], [false, false]);
  });

  test('is quiet when stdout is no terminal', async () => {
    assert.deepEqual(await at.run(['init']), { code: 0, stdout: '', stderr: '' });
  });

  test('where nothing can be made is 73', async () => {
    const { code, stderr } = await at.run(['init'], { env: { OMNICRM_HOME: '/dev/null/home' } });
    assert.equal(code, 73);
    assert.match(stderr, /E_CREATE/);
  });
});

describe('surroundings', () => {
  test('an empty environment and / as the folder will do', async () => {
    const args = ['-i', `OMNICRM_HOME=${at.home}`, process.execPath, mainFile, 'status', '--json'];
    const outcome = await runProcess('/usr/bin/env', args, { cwd: '/' });
    assert.deepEqual([outcome.code, outcome.stderr], [0, '']);
    assert.deepEqual(jsonOf(outcome)['data'], []);
  });

  test('without HOME the home follows from the user', async () => {
    const outcome = await runProcess('/usr/bin/env', ['-i', process.execPath, mainFile, 'config', 'show', '--json'], {
      cwd: '/',
    });
    assert.equal(outcome.code, 0, outcome.stderr);
    const { values }: { values: { home: { value: string } } } = JSON.parse(outcome.stdout);
    assert.match(values.home.value, process.getuid?.() === 0 ? /^\/var\/lib\/omnicrm$/ : /\/\.local\/share\/omnicrm$/);
  });

  test('passwords inside values are masked where the configuration is shown', async () => {
    const sets = [
      'alter.TELEPONY_CDR=localhost|root|hunter2|asterisk|cdr',
      'crm.base_url=http://me:hunter2@localhost/',
    ];
    const { code, stdout } = await at.run(['config', 'show', ...sets.flatMap(set => ['--set', set])]);
    assert.equal(code, 0);
    assert.match(stdout, /localhost\|root\|\*{8}\|asterisk\|cdr/);
    assert.doesNotMatch(stdout, /hunter2/);
  });

  test('a folder that was removed under the process will do', async () => {
    const gone = join(at.folder, 'gone');
    mkdirSync(gone);
    const script = 'rmdir "$PWD"; exec "$0" "$1" status --json';
    const { code } = await runProcess('/bin/sh', ['-c', script, process.execPath, mainFile], {
      cwd: gone,
      env: { OMNICRM_HOME: at.home },
    });
    assert.equal(code, 0);
  });

  test('a home without a database is a configuration error that names init', async () => {
    const { code, stderr } = await at.run(['status'], { env: { OMNICRM_HOME: join(at.folder, 'nowhere') } });
    assert.equal(code, 78);
    assert.match(stderr, /omnicrm init/);
  });
});

describe('lab: true without a lab', () => {
  const lab = { env: { OMNICRM_LAB: 'true' } };
  for (const args of [
    ['provision', 'mobile-sim', '--customer', '1'],
    ['deprovision', '1'],
    ['audit'],
    ['lab', 'state'],
  ]) {
    test(`${args[0]} is 69 and names lab up, and no run is recorded`, async () => {
      const { code, stderr } = await at.run(args, lab);
      assert.equal(code, 69);
      assert.match(stderr, /no lab runs for .*\n {2}hint: .*omnicrm lab up --detach/);
      assert.deepEqual(jsonOf(await at.run(['status', '--json']))['data'], []);
    });
  }
});

describe('a full disk under stdout', { skip: !existsSync('/dev/full') }, () => {
  test('is 74: a result that was lost is no success', async () => {
    const script = 'exec "$0" "$1" config show >/dev/full';
    const outcome = await runProcess('/bin/sh', ['-c', script, process.execPath, mainFile], {
      env: { OMNICRM_HOME: at.home },
    });
    assert.equal(outcome.code, 74);
    assert.match(outcome.stderr, /cannot write the result: ENOSPC/);
  });
});

describe('a closed pipe', () => {
  test('is no error', async () => {
    const script = '"$0" "$1" --help | true; exec "$0" "$1" config show | head -1';
    const outcome = await runProcess('/bin/sh', ['-c', script, process.execPath, mainFile], {
      env: { OMNICRM_HOME: at.home },
    });
    assert.deepEqual([outcome.code, outcome.stderr], [0, '']);
    assert.match(outcome.stdout, /^KEY/);
  });
});
