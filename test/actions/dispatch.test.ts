import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Action, ActionContext, Lock } from '../../src/actions/action.ts';
import { defineAction } from '../../src/actions/define-action.ts';
import { recentRuns } from '../../src/actions/runs/recent-runs.ts';
import { runAction } from '../../src/actions/runs/run-action.ts';
import type { ActionFloor, ActionRequest } from '../../src/actions/request.ts';
import { text } from '../../src/actions/params/kinds.ts';
import { done } from '../../src/actions/reply.ts';
import { thisProcess } from '../../src/provisioning/run-owner.ts';
import { WriteQueue } from '../../src/store/write-queue.ts';
import { openFloor } from './action-floor.ts';

const started = (): string => new Date().toISOString();

/** Runs an action that is in no table. */
function run(floor: ActionFloor, action: Action, request: Partial<ActionRequest> = {}) {
  const asked = { name: action.name, params: {}, door: 'cli' as const, ...request };
  const row = { action, params: '{}', door: 'cli', asOf: '2026-11-21', dryRun: false, started: started() };
  return runAction(floor, asked, row, {});
}

/** An action that goes on until it is told to end. */
function longAction(lock: Partial<Lock> = {}): {
  readonly action: Action;
  readonly end: () => void;
  readonly seen: ActionContext[];
} {
  const seen: ActionContext[] = [];
  const ended = new AbortController();
  const handler = async (context: ActionContext) => {
    seen.push(context);
    if (!ended.signal.aborted) await once(ended.signal, 'abort');
    return done('OK:LONG');
  };
  return {
    action: defineAction({ name: 'long', summary: 'Waits.', lock, run: { handler } }),
    end: () => ended.abort(),
    seen,
  };
}

async function whenRunning(seen: readonly unknown[]): Promise<void> {
  while (seen.length === 0) await sleep(1);
}

test('a second run is skipped, refused, or waits for its turn', async t => {
  const { floor } = await openFloor(t);
  const { action, end, seen } = longAction({ overlap: 'skip', busy: 'SKIP:LONG_ALREADY_RUNNING' });
  const first = run(floor, action);
  await whenRunning(seen);
  const skipped = await run(floor, action);
  assert.deepEqual([skipped.outcome, skipped.text], ['skipped', 'SKIP:LONG_ALREADY_RUNNING']);
  const refused = await run(floor, action, { overlap: 'fail' });
  assert.deepEqual([refused.outcome, refused.text], ['failed', 'ERROR:LONG_ALREADY_RUNNING']);
  const busy = await run(floor, action, { overlap: 'wait', waitSeconds: 0 });
  assert.equal(busy.outcome, 'busy');
  const waiting = run(floor, action, { overlap: 'wait' });
  end();
  assert.deepEqual([(await first).text, (await waiting).text], ['OK:LONG', 'OK:LONG']);
  const outcomes = (await recentRuns(floor.db, { failed: false, limit: 9 })).map(row => row.outcome);
  assert.deepEqual(outcomes.toSorted(), ['done', 'done', 'failed', 'skipped', 'skipped']);
});

test('skips in a row become an error: the first run hangs', async t => {
  const { floor } = await openFloor(t);
  const { action, end, seen } = longAction({ overlap: 'skip' });
  const first = run(floor, action);
  await whenRunning(seen);
  const replies = [];
  for (let call = 0; call < 12; call++) replies.push(await run(floor, action));
  end();
  await first;
  assert.deepEqual(
    replies.map(reply => reply.outcome),
    [...Array.from({ length: 10 }, () => 'skipped'), 'failed', 'skipped'],
  );
  assert.match(replies[10]?.reason ?? '', /skipped 10 times in a row/);
});

test('the lock of a dead process holds nobody', async t => {
  const { floor } = await openFloor(t);
  const dead = { ...thisProcess(), owner_pid: 2 ** 22 + 1, owner_started: '1' };
  const row = { action_name: 'long', params: '{}', door: 'cli', outcome: 'running', as_of: '2026-11-21' };
  await floor.db
    .insertInto('action_run')
    .values({ ...row, lock_name: 'long', started: started(), ...dead })
    .execute();
  assert.equal((await recentRuns(floor.db, { failed: true, limit: 1 }))[0]?.reason, 'its process died');
  const { action, end } = longAction({ overlap: 'fail' });
  end();
  assert.equal((await run(floor, action)).outcome, 'done');
  const [, before] = await recentRuns(floor.db, { failed: false, limit: 2 });
  assert.deepEqual([before?.outcome, before?.reason], ['failed', 'its process died']);
});

test('a run that takes too long ends at its next transaction, and one that throws is told', async t => {
  const { floor } = await openFloor(t);
  const slow = defineAction({
    name: 'slow',
    summary: 'Never ends.',
    timeout: 0.05,
    run: {
      handler: async context => {
        for (;;) await context.transaction(async () => sleep(5));
      },
    },
  });
  const late = await run(floor, slow);
  assert.deepEqual([late.outcome, late.text], ['timed out', 'ERROR:SLOW_TIMED_OUT']);
  const broken = defineAction({
    name: 'broken',
    summary: 'Throws.',
    run: { handler: () => Promise.reject(new Error('no luck')) },
  });
  const failed = await run(floor, broken);
  assert.deepEqual([failed.text, failed.reason, failed.error?.code], ['ERROR:BROKEN_FAILED', 'no luck', 'E_INTERNAL']);
});

test('refusals are recorded too; unknown actions are told with the nearest name', async t => {
  const { call, floor } = await openFloor(t);
  assert.deepEqual((await call('setculpa&login=a&culpa=b')).outcome, 'closed');
  assert.deepEqual((await call('usercash&login=alice')).text, 'ERROR:NO_PARAMS');
  const unknown = await call('user_cash');
  assert.deepEqual([unknown.text, unknown.error?.hint], ['ERROR:UNKNOWN_ACTION', 'did you mean usercash?']);
  const rows = await recentRuns(floor.db, { failed: false, limit: 9 });
  assert.deepEqual(
    rows.map(row => [row.action_name, row.outcome, row.params]),
    [
      ['usercash', 'refused', '{"login":"alice"}'],
      ['setculpa', 'refused', '{"login":"a","culpa":"b"}'],
    ],
  );
  await assert.rejects(call('freezemonth', { asOf: '2026-02-30' }), { code: 'E_INPUT' });
});

const play = `- hosts: localhost
  gather_facts: false
  tasks:
    - name: Drop the session
      ansible.builtin.assert:
        that: login != "bob" and as_of == "2026-11-21"
`;

test('an action may be a play, and a reset runs the play of the operator', async t => {
  const { floor, home, call } = await openFloor(t);
  assert.equal((await call('reset&param=bob')).text, 'OK:RESET');
  mkdirSync(join(home, 'plays'));
  writeFileSync(join(home, 'plays/subscriber-reset.yaml'), play);
  const kicked = await call('reset&param=alice', { asOf: '2026-11-21' });
  assert.deepEqual([kicked.text, kicked.counts], ['OK:RESET', { kicked: 1 }]);
  const refused = await call('reset&param=bob');
  assert.deepEqual([refused.outcome, refused.text], ['failed', 'ERROR:RESET_FAILED']);
  assert.match(refused.reason ?? '', /in task 'Drop the session'/);
  const action = defineAction({
    name: 'drop',
    summary: 'Drops a session.',
    params: { login: text({ summary: 'login', missing: 'ERROR:NO_LOGIN' }) },
    run: { play: 'subscriber-reset', reply: 'OK:DROP' },
  });
  const row = { action, params: '{}', door: 'cli', asOf: '2026-11-21', dryRun: false, started: started() };
  const dropped = await runAction(floor, { name: 'drop', params: {}, door: 'cli' }, row, { login: 'carol' });
  assert.deepEqual([action.changes, dropped.text], ['outside', 'OK:DROP']);
});

test('what changes nothing takes no lock; of a listener its record comes after the reply', async t => {
  const { floor } = await openFloor(t);
  const writes = new WriteQueue(floor.db);
  const look = defineAction({
    name: 'look',
    summary: 'Looks.',
    changes: 'nothing',
    run: { handler: async context => done(context.today) },
  });
  const replies = await Promise.all([run(floor, look), run({ ...floor, writes }, look)]);
  assert.deepEqual(
    replies.map(({ text: reply, runId }) => [reply, runId]),
    [
      ['2026-11-21', 1],
      ['2026-11-21', undefined],
    ],
  );
  await writes.add(async () => undefined);
  assert.equal((await recentRuns(floor.db, { failed: false, limit: 9 })).length, 2);
});
