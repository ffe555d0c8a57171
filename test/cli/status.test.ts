import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startEvent } from '../../src/crm/provision-event.ts';
import { createProvision, finishProvision } from '../../src/crm/provision-record.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import type { Database } from '../../src/store/schema.ts';
import { errorOf, jsonOf, TestHome } from './omnicrm.ts';

const at = new TestHome();
const owner = { owner_host: 'h', owner_pid: 1, owner_started: 's' };

before(async () => {
  assert.equal((await at.run(['init'])).code, 0);
  const db = await openDatabase(join(at.home, 'omnicrm.db'));
  await addRun(db, 'play_psim_only', 0);
  const failed = await addRun(db, 'play_topup_monetary', 2);
  await addFailedEvent(db, failed);
  await db.destroy();
});
after(() => at.remove());

async function addRun(db: Database, play: string, status: 0 | 2): Promise<number> {
  const run = {
    customer_id: null,
    product_id: null,
    action: 'provision',
    provisioning_play: play,
    playbook_description: `Title of ${play}`,
    provisioning_json_vars: '{}',
    task_count: 4,
    ...owner,
  } as const;
  const { provision_id } = await createProvision(db, run);
  const event = {
    event_name: 'Get product',
    provisioning_status: 0,
    provisioning_result_json: '{}',
    duration_ms: 12,
  } as const;
  startEvent(db, { provision_id, event_number: 1, ...event });
  await finishProvision(db, provision_id, { provisioning_status: status, verdict: status === 2 ? 'dirty' : null });
  return provision_id;
}

async function addFailedEvent(db: Database, provision_id: number): Promise<void> {
  const result = {
    msg: 'Status code was 500 and not [200]',
    url: 'http://10.0.0.1/jsonrpc',
    status: 500,
    json: { error: 'SERVER_ERROR' },
    invocation: { module_args: { method: 'POST', body: { method: 'ApierV2.SetAccount' } } },
  };
  const provisioning_result_json = JSON.stringify(result);
  const event = {
    event_name: 'Create account',
    provisioning_status: 2,
    provisioning_result_json,
    duration_ms: 1500,
  } as const;
  startEvent(db, { provision_id, event_number: 2, ...event });
}

describe('status', () => {
  test('lists runs, the newest first', async () => {
    const { code, stdout } = await at.run(['status']);
    assert.equal(code, 0);
    const lines = stdout.trimEnd().split('\n');
    assert.match(lines[0] ?? '', /^RUN +STATE/);
    assert.match(lines[1] ?? '', /^2 +failed, NOT clean +provision +play_topup_monetary/);
    assert.match(lines[2] ?? '', /^1 +success/);
  });

  test('--failed and --search narrow the list', async () => {
    for (const [args, ids] of [
      [['--failed'], [2]],
      [['--search', 'psim'], [1]],
      [['--failed', '--search', 'psim'], []],
    ] as const) {
      const { data }: { data: { provision_id: number }[] } = JSON.parse(
        (await at.run(['status', ...args, '--json'])).stdout,
      );
      assert.deepEqual(
        data.map(run => run.provision_id),
        ids,
      );
    }
  });

  test('one run shows its tasks, durations, errors and the failed exchange', async () => {
    const { code, stdout } = await at.run(['status', '2']);
    assert.equal(code, 0);
    assert.match(stdout, /^run 2: Title of play_topup_monetary/);
    assert.match(stdout, /✓ Get product {2}12 ms/);
    assert.match(stdout, /✗ Create account {2}1\.5 s\n {4}Status code was 500/);
    assert.match(stdout, /request +POST http:\/\/10\.0\.0\.1\/jsonrpc\n.*ApierV2\.SetAccount/);
    assert.match(stdout, /response +500 \{"error":"SERVER_ERROR"\}/);
  });

  test('one run with --json is the run as the API gives it', async () => {
    const run = jsonOf(await at.run(['status', '2', '--json']));
    assert.equal(run['provisioning_status'], 2);
    assert.equal(Array.isArray(run['provisioning_result_json']), true);
  });

  test('--watch of a run that has ended gives its exit code', async () => {
    assert.equal((await at.run(['status', '1', '--watch'])).code, 0);
    assert.equal((await at.run(['status', '2', '--watch'])).code, 3);
  });

  test('an unknown run is 66', async () => {
    const outcome = await at.run(['status', '99', '--json']);
    assert.deepEqual([outcome.code, errorOf(outcome).code], [66, 'E_NOT_FOUND']);
  });
});
