/** Calls that belong to no run keep within the limits of their backend too. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAddonWorld } from '../addon-world.ts';
import { openWorld } from '../world.ts';

const BUSY = { status: { code: 503, headers: { 'Retry-After': '0' } } } as const;

test('the audit and a look at the phone system wait when a backend asks for it', async t => {
  const world = await openWorld({ hss: 1 });
  t.after(() => world.close());
  for (const system of ['hss', 'pay', 'pbx'] as const)
    world.lab.fault({ match: { system, method: 'GET' }, when: { times: 1 }, effect: BUSY });
  assert.equal((await world.app.askPhone('/users')).status, 200);
  const { unreachable, clean } = await world.app.audit();
  assert.deepEqual([unreachable, clean], [[], true]);
});

test('a gateway that does not answer is left alone', async t => {
  const limits = { payments: { retries: 0, breaker: { failures: 2, open_seconds: 60 } } };
  const world = await openAddonWorld({ backends: limits });
  t.after(() => world.close());
  world.lab.fault({ match: { system: 'pay' }, effect: { status: { code: 503 } } });
  const { failure } = await world.order('topup-monetary');
  assert.match(failure?.message ?? '', /is down since/);
  assert.equal(world.lab.journal.entries().filter(({ system }) => system === 'pay').length, 2);
});
