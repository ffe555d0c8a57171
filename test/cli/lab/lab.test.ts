import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { errorOf, jsonOf, type Outcome, TestHome } from '../omnicrm.ts';

const at = new TestHome();
before(async () => assert.equal((await at.run(['init', '--demo'])).code, 0));
after(async () => {
  await at.run(['lab', 'down']);
  at.remove();
});

const lab = (...args: string[]): Promise<Outcome> => at.run(['lab', ...args]);

describe('lab', () => {
  test('without one, calls is 69 and down is a success', async () => {
    const calls = await lab('calls', '--json');
    assert.deepEqual([calls.code, errorOf(calls).code], [69, 'E_BACKEND_DOWN']);
    assert.deepEqual(jsonOf(await lab('down', '--json')), { lab: 'none' });
  });

  test('up --detach gives the endpoints, and the configuration takes them', async () => {
    const { endpoints }: { endpoints: Record<string, string> } = JSON.parse(
      (await lab('up', '--detach', '--hss', '2', '--json')).stdout,
    );
    assert.deepEqual(Object.keys(endpoints), ['ocs', 'hss1', 'hss2', 'sms', 'pay', 'pbx', 'smtp']);
    const { stdout } = await at.run(['config', 'show', '--json']);
    const { values }: { values: Record<string, { value: unknown; origin: string }> } = JSON.parse(stdout);
    assert.deepEqual(values['hss'], { value: [endpoints['hss1'], endpoints['hss2']], origin: 'lab.json' });
    assert.equal(values['sms.api_key']?.value, '********');
    assert.equal(statSync(join(at.home, 'lab.json')).mode & 0o777, 0o600);
  });

  test('a second one is refused', async () => {
    assert.equal(errorOf(await lab('up', '--detach', '--json')).code, 'E_CONFLICT');
  });

  test('a fault is armed, applied to the call that fits, seen in calls, and cleared', async () => {
    assert.equal((await lab('fault', 'ocs', '--kind', 'status', '--status', '503', '--nth', '2')).code, 0);
    const statuses = [await ping(), await ping(), await ping()];
    assert.deepEqual(statuses, [200, 503, 200]);
    const { data }: { data: { system: string; status: number; fault?: string }[] } = JSON.parse(
      (await lab('calls', '--json')).stdout,
    );
    assert.deepEqual(
      data.map(call => [call.system, call.status, call.fault !== undefined]),
      [
        ['ocs', 200, false],
        ['ocs', 503, true],
        ['ocs', 200, false],
      ],
    );
    assert.deepEqual(jsonOf(await lab('calls', '--writes', '--json')), { data: [] });
    assert.equal((await lab('fault', '--clear')).code, 0);
    assert.deepEqual(jsonOf(await lab('fault', '--json')), { data: [] });
  });

  test('reset forgets the calls', async () => {
    assert.equal((await lab('reset')).code, 0);
    assert.deepEqual(jsonOf(await lab('calls', '--json')), { data: [] });
  });

  test('state holds no secret', async () => {
    const { code, stdout } = await lab('state');
    assert.equal(code, 0);
    const { settings }: { settings: { sms: { api_key: string } } } = JSON.parse(
      readFileSync(join(at.home, 'lab.json'), 'utf8'),
    );
    assert.equal(stdout.includes(settings.sms.api_key), false);
  });

  test('down ends it and leaves no file', async () => {
    assert.deepEqual(jsonOf(await lab('down', '--json')), { lab: 'stopped' });
    assert.equal(existsSync(join(at.home, 'lab.json')), false);
  });
});

async function ping(): Promise<number> {
  const { endpoints }: { endpoints: { ocs: string } } = JSON.parse(readFileSync(join(at.home, 'lab.json'), 'utf8'));
  const response = await fetch(`${endpoints.ocs}/jsonrpc`, {
    method: 'POST',
    body: JSON.stringify({ id: 1, method: 'ApierV2.GetAccounts', params: [{ Tenant: 'cgrates.org' }] }),
  });
  await response.arrayBuffer();
  return response.status;
}
