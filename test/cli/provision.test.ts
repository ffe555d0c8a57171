import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { errorOf, jsonOf, mainFile, type Outcome, TestHome } from './omnicrm.ts';

const at = new TestHome();
before(async () => {
  assert.equal((await at.run(['init', '--demo'])).code, 0);
  assert.equal((await at.run(['lab', 'up', '--detach'])).code, 0);
});
after(async () => {
  await at.run(['lab', 'down']);
  at.remove();
});

const order = ['provision', 'mobile-sim', '--customer', '1', '--pick', 'auto'];

async function callsSince(seq: number, ...args: string[]): Promise<{ seq: number }[]> {
  const { stdout } = await at.run(['lab', 'calls', '--since', String(seq), ...args, '--json']);
  const { data }: { data: { seq: number }[] } = JSON.parse(stdout);
  return data;
}

async function lastCall(): Promise<number> {
  return (await callsSince(0)).at(-1)?.seq ?? 0;
}

async function isClean(): Promise<void> {
  const audit = await at.run(['audit', '--json']);
  assert.deepEqual([audit.code, jsonOf(audit)['findings']], [0, []]);
}

describe('provision and deprovision', () => {
  test('an order makes a service, its removal leaves nothing', async () => {
    const outcome = await at.run([...order, '--json']);
    assert.equal(outcome.code, 0, outcome.stdout + outcome.stderr);
    const { service_id, service_uuid, provisioning_status } = jsonOf(outcome);
    assert.equal(provisioning_status, 0);
    assert.match(String(service_uuid), /^Service_/);
    await isClean();
    assert.equal((await at.run(['deprovision', String(service_id)])).code, 0);
    await isClean();
    const again = await at.run(['deprovision', String(service_uuid), '--json']);
    assert.deepEqual([again.code, jsonOf(again)['repeated']], [0, true]);
  });

  test('success is silent where nobody looks; -v prints a line for each task', async () => {
    const silent = await at.run(order);
    assert.deepEqual(silent, { code: 0, stdout: '', stderr: '' });
    const loud = await at.run([...order, '-v']);
    assert.match(loud.stderr, /^✓ .* \(\d+ of \d+ tasks, /m);
  });

  test('--events prints one object a line, from run_start to run_end', async () => {
    const { code, stdout } = await at.run([...order, '--events']);
    assert.equal(code, 0);
    const lines: { v: number; type: string }[] = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    assert.deepEqual([lines[0]?.type, lines.at(-1)?.type], ['run_start', 'run_end']);
    assert.ok(lines.every(line => line.v === 1));
  });

  test('the same key gives the first run, with another order it is refused', async () => {
    const first = jsonOf(await at.run([...order, '--key', 'k1', '--json']));
    const second = jsonOf(await at.run([...order, '--key', 'k1', '--json']));
    assert.deepEqual([second['provision_id'], second['repeated']], [first['provision_id'], true]);
    const other = await at.run([
      'provision',
      'mobile-sim',
      '--customer',
      '2',
      '--pick',
      'auto',
      '--key',
      'k1',
      '--json',
    ]);
    assert.deepEqual([other.code, errorOf(other).code], [1, 'E_CONFLICT']);
  });

  test('--check sends no writes', async () => {
    const seen = await lastCall();
    assert.equal((await at.run([...order, '--check'])).code, 0);
    assert.deepEqual(await callsSince(seen, '--writes'), []);
  });

  test('--detach returns the run, which goes on by itself', async () => {
    const started = jsonOf(await at.run([...order, '--detach', '--json']));
    assert.equal(started['provisioning_status'], 1);
    const watched = await at.run(['status', String(started['provision_id']), '--watch']);
    assert.equal(watched.code, 0, watched.stdout);
  });

  test('--detach of a refused order tells why', async () => {
    const outcome = await at.run(['provision', 'nope', '--customer', '1', '--detach', '--json']);
    assert.deepEqual([outcome.code, errorOf(outcome).code], [66, 'E_NOT_FOUND']);
  });
});

describe('audit', () => {
  test('a charging system that does not answer is 69, and no account is called missing', async () => {
    assert.equal((await at.run(order)).code, 0);
    const outcome = await at.run(['--set', 'ocs.OCS=127.0.0.1:1', 'audit', '--json']);
    assert.deepEqual([outcome.code, jsonOf(outcome)['findings'], jsonOf(outcome)['clean']], [69, [], false]);
  });
});

describe('failures', () => {
  test('a backend that fails: rolled back clean, 2, one block on stderr', async () => {
    await at.run([
      'lab',
      'fault',
      'hss',
      '--kind',
      'status',
      '--path',
      '/subscriber/*',
      '--method',
      'PUT',
      '--nth',
      '1',
    ]);
    const outcome = await at.run(order);
    await at.run(['lab', 'fault', '--clear']);
    assert.equal(outcome.code, 2, outcome.stderr);
    assert.equal(outcome.stdout, '');
    assert.match(
      outcome.stderr,
      /^omnicrm: run \d+ failed\n {2}task: .*\n {2}cause: .*\n {2}state: rolled back; .*\n {2}next: {2}omnicrm status \d+; omnicrm retry \d+\n$/,
    );
    await isClean();
  });

  for (const [what, args, code] of [
    ['an unknown product', ['provision', 'nope', '--customer', '1'], 66],
    ['an unknown customer', ['provision', 'mobile-sim', '--customer', '999', '--pick', 'auto'], 66],
    ['no stock named and none picked', ['provision', 'mobile-sim', '--customer', '1'], 65],
    ['an unknown service', ['deprovision', '999'], 66],
  ] as const) {
    test(`${what} is ${code}, and nothing is sent`, async () => {
      const seen = await lastCall();
      const outcome = await at.run([...args, '--json']);
      assert.equal(outcome.code, code, outcome.stdout);
      assert.deepEqual(await callsSince(seen), []);
    });
  }
});

describe('signals', () => {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    test(`${signal} ends the call in flight, runs the rescue and gives ${code}`, async () => {
      await at.run(['lab', 'fault', 'hss', '--kind', 'hang', '--nth', '2']);
      const outcome = await interrupted(signal);
      await at.run(['lab', 'fault', '--clear']);
      assert.equal(outcome.code, code, outcome.stderr);
      assert.match(outcome.stderr, /rolled back/);
      await isClean();
    });
  }
});

describe('kill -9', () => {
  test('status shows the run as interrupted, and the audit what it left behind', async () => {
    await at.run(['lab', 'fault', 'ocs', '--kind', 'hang', '--nth', '2']);
    assert.equal((await interrupted('SIGKILL')).code, null);
    await at.run(['lab', 'fault', '--clear']);
    assert.match((await at.run(['status'])).stdout, /^\d+ +interrupted /m);
    const audit = await at.run(['audit', '--json']);
    assert.equal(audit.code, 3);
    const { findings }: { findings: { finding: string; evidence: string }[] } = JSON.parse(audit.stdout);
    assert.deepEqual(
      findings.map(({ finding, evidence }) => [finding, evidence.replace(/ \d+ on .* is/, ' is')]),
      [
        ['OCS-1', 'account of no service'],
        ['CRM-2', 'its process is dead'],
      ],
    );
  });
});

/** Places an order, sends the signal when it hangs, and waits for its end. */
async function interrupted(signal: NodeJS.Signals): Promise<Outcome> {
  const child = spawn(process.execPath, [mainFile, ...order], {
    env: { PATH: '/usr/bin:/bin', OMNICRM_HOME: at.home },
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', text => (stderr += text));
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  await hangs();
  child.kill(signal);
  return { code: await ended, stdout: '', stderr };
}

async function hangs(): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    const { stdout } = await at.run(['lab', 'fault', '--json']);
    const { data }: { data: { applied: number }[] } = JSON.parse(stdout);
    if (data.some(fault => fault.applied > 0)) return;
    await setTimeout(100);
  }
  assert.fail('the order never reached the backend');
}
