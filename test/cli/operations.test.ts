/** prune, doctor, and the unit for systemd. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { prune } from '../../src/crm/prune/prune.ts';
import { packageRoot } from '../../src/package-root.ts';
import type { Database } from '../../src/store/schema.ts';
import { demoDatabase, startedRun } from '../crm/demo-database.ts';
import { jsonOf, runProcess, TestHome } from './omnicrm.ts';

const at = new TestHome();
before(async () => assert.equal((await at.run(['init', '--demo'])).code, 0));
after(() => at.remove());

const OLD = '2020-01-01T00:00:00.000Z';

/** An ended run with one task; what is said of it on top. */
async function oldRun(db: Database, more: object = {}): Promise<number> {
  const provision_id = await startedRun(db);
  const row = { provisioning_status: 0, finished: OLD, sealed_inputs: 'x', ...more };
  await db.updateTable('provision').set(row).where('provision_id', '=', provision_id).execute();
  const event = { provision_id, event_number: 1, event_name: 'x', provisioning_status: 0, timestamp: OLD };
  await db.insertInto('provision_event').values(event).execute();
  return provision_id;
}

test('prune takes the tasks of old ended runs, and of no run that somebody needs', async t => {
  const { db } = await demoDatabase(t);
  const old = await oldRun(db);
  const tried = await oldRun(db, { provisioning_status: 2, verdict: 'clean' });
  await oldRun(db, { provisioning_status: 2, verdict: 'dirty' });
  await oldRun(db, { provisioning_status: 1, finished: null, retry_of: tried });
  await oldRun(db, { finished: new Date().toISOString() });
  const left = async (): Promise<number[]> =>
    (await db.selectFrom('provision_event').select('provision_id').execute()).map(row => row.provision_id);
  const all = await left();
  assert.equal((await prune(db, { days: {}, dryRun: true }))['runs'], 1);
  assert.deepEqual(await left(), all);
  assert.equal((await prune(db, { days: {} }))['runs'], 1);
  assert.deepEqual(
    await left(),
    all.filter(id => id !== old),
  );
  assert.deepEqual((await prune(db, { days: {} }))['runs'], 0);
});

test('prune takes old messages, keys of requests and logins, batch by batch', async t => {
  const { db } = await demoDatabase(t);
  const id = await startedRun(db);
  const message = { provision_id: id, kind: 'mail', subject: 'x', tries: 1, created: OLD };
  await db
    .insertInto('notification')
    .values({ ...message, recipient: 'a', status: 'sent' })
    .execute();
  await db
    .insertInto('notification')
    .values({ ...message, recipient: 'b', status: 'queued' })
    .execute();
  for (let key = 0; key < 1100; key++) {
    const row = { sender: 'user-1', idempotency_key: String(key), digest: 'x', object: 'site', object_id: 1 };
    await db
      .insertInto('idempotent_request')
      .values({ ...row, created: OLD })
      .execute();
  }
  await db.insertInto('login_attempt').values({ subject: 'x', attempts: 1, window_ends: OLD }).execute();
  const call = { play: 'x', subject: 'y', started: OLD, finished: OLD };
  for (const state of ['started', 'done', 'failed']) {
    await db
      .insertInto('partner_call')
      .values({ ...call, state })
      .execute();
  }
  const removed = await prune(db, { days: {} });
  const { notifications, requests, attempts, sessions, partners } = removed;
  assert.deepEqual([notifications, requests, attempts, sessions, partners], [1, 1100, 1, 0, 2]);
});

test('prune on the command line says what would go, and takes kinds that exist', async () => {
  const outcome = await at.run(['prune', '--dry-run', '--json', '--keep', 'all=0']);
  assert.deepEqual(Object.keys(jsonOf(outcome)['removed'] as object), [
    'runs',
    'notifications',
    'requests',
    'sessions',
    'attempts',
    'partners',
    'actions',
  ]);
  assert.equal((await at.run(['prune', '--keep', 'money=1'])).code, 64);
});

test('doctor finds an open key file, a dead backend and a broken play, and tells each', async () => {
  type Findings = { readonly state: string; readonly check: string; readonly message: string }[];
  const findings = async (): Promise<[number | null, Findings]> => {
    const outcome = await at.run(['doctor', '--json']);
    return [outcome.code, jsonOf(outcome)['findings'] as Findings];
  };
  const plays = join(at.home, 'plays');
  writeFileSync(join(at.home, 'crm_config.yaml'), JSON.stringify({ ocs: { OCS: '127.0.0.1:9' }, plays_path: [plays] }));
  const [code, found] = await findings();
  assert.equal(code, 69);
  const failures = (list: Findings): string[] =>
    list.filter(({ state }) => state === 'failure').map(({ check }) => check);
  assert.deepEqual(failures(found), ['backends']);
  assert.ok(found.some(({ check, state }) => check === 'database' && state === 'ok'));
  mkdirSync(plays, { recursive: true });
  writeFileSync(join(plays, 'play_broken.yaml'), '- hosts: [');
  chmodSync(join(at.home, 'omnicrm.db'), 0o644);
  const [worse, more] = await findings();
  assert.deepEqual([worse, failures(more)], [78, ['files', 'backends', 'plays']]);
});

test('the unit is one that systemd takes', async t => {
  const unit = join(packageRoot(), 'examples/omnicrm.service');
  assert.match(readFileSync(unit, 'utf8'), /^ExecStart=\S+ omnicrm serve/m);
  if (!existsSync('/usr/bin/systemd-analyze')) return t.skip('systemd is not installed');
  const { code, stderr } = await runProcess('/usr/bin/systemd-analyze', ['verify', '--man=no', unit], {
    env: { PATH: '/usr/bin:/bin' },
  });
  // It tells of other units of the machine too.
  const ours = stderr.split('\n').filter(line => line.includes('omnicrm'));
  assert.deepEqual([code, ours], [0, []]);
});
