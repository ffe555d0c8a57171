/** A process killed in the middle of planned money leaves nothing half done, and the next run does the rest. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyLedger } from '../../src/store/ledger/verify-ledger.ts';
import type { Database } from '../../src/store/schema.ts';
import { mainFile } from '../cli/omnicrm.ts';
import { openFloor } from './action-floor.ts';

const CROWD = 600;
const created = '2026-11-20T12:00:00.000Z';
const crowd = Array.from({ length: CROWD }, (_, index) => index + 1);

async function inPieces<Row>(rows: readonly Row[], insert: (rows: readonly Row[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) await insert(rows.slice(at, at + 500));
}

async function addSubscribers(db: Database, tariff_id: number | null = null): Promise<void> {
  const rows = crowd.map(number => ({ login: `crowd${number}`, created, tariff_id }));
  await inPieces(rows, piece =>
    db
      .insertInto('subscriber')
      .values([...piece])
      .execute(),
  );
}

/** What each action finds, and how many rows each of the crowd gets. */
const cases: Readonly<Record<string, { readonly rows: number; readonly fill: (db: Database) => Promise<void> }>> = {
  dealwithit: {
    rows: 1,
    fill: async db => {
      await addSubscribers(db);
      const task = { due: '2026-11-21', task_action: 'addcash', param: '1.5', state: 'due', created };
      const rows = crowd.map(number => ({ ...task, login: `crowd${number}` }));
      await inPieces(rows, piece =>
        db
          .insertInto('task')
          .values([...piece])
          .execute(),
      );
    },
  },
  paycardsqueue: {
    rows: 1,
    fill: async db => {
      await addSubscribers(db);
      const card = { amount_minor: 500, active: 1, created };
      const rows = crowd.map(number => ({ ...card, serial: `9${number}`, used_login: `crowd${number}` }));
      await inPieces(rows, piece =>
        db
          .insertInto('card')
          .values([...piece])
          .execute(),
      );
    },
  },
  ddt: {
    rows: 2,
    fill: async db => addSubscribers(db, 6),
  },
  ukvfeeprocessing: {
    rows: 1,
    fill: async db => {
      const rows = crowd.map(number => ({ contract: `crowd${number}`, cable_tariff_id: 1, created }));
      await inPieces(rows, piece =>
        db
          .insertInto('cable_subscriber')
          .values([...piece])
          .execute(),
      );
    },
  },
};

for (const [name, { rows, fill }] of Object.entries(cases)) {
  test(`${name}, killed in the middle and run again, does everything exactly once`, async t => {
    const switches = { DDT_ENABLED: '1', PAYMENTCARDS_ENABLED: '1', UKV_ENABLED: '1' };
    const { floor, home, call } = await openFloor(t, switches);
    await fill(floor.db);
    const alter = Object.entries({ ...switches, DEALWITHIT_ENABLED: '1' }).map(
      ([option, value]) => `${option}: ${value}`,
    );
    writeFileSync(join(home, 'crm_config.yaml'), `alter: {${alter.join(', ')}}\n`);
    await killInTheMiddle(floor.db, home, name);
    const half = await charged(floor.db, name);
    assert.ok((await call(name)).text.startsWith(name === 'paycardsqueue' ? 'PAYCARDS_QUEUE:' : 'OK:'));
    const whole = await charged(floor.db, name);
    assert.ok(half.length > 0 && half.length <= whole.length);
    const ofCrowd = whole.filter(row => row.rows === rows);
    assert.ok(ofCrowd.length >= CROWD, `${ofCrowd.length} of ${CROWD}`);
    assert.ok(whole.every(row => row.rows <= rows));
    assert.deepEqual((await verifyLedger(floor.db)).faults, []);
  });
}

async function killInTheMiddle(db: Database, home: string, name: string): Promise<void> {
  const env = { OMNICRM_HOME: home, PATH: process.env['PATH'] ?? '' };
  const argv = [mainFile, 'action', name, '--as-of', '2026-11-21'];
  const child = spawn(process.execPath, argv, { env, cwd: home, stdio: 'ignore' });
  const ended = once(child, 'exit');
  while (child.exitCode === null && !(await hasBegun(db, name))) await sleep(4);
  child.kill('SIGKILL');
  await ended;
}

async function hasBegun(db: Database, name: string): Promise<boolean> {
  const rows = db.selectFrom('ledger').select('ledger_id').where('action', '=', name);
  return (await rows.limit(1).executeTakeFirst()) !== undefined;
}

async function charged(db: Database, name: string) {
  return db
    .selectFrom('ledger')
    .select(({ fn }) => ['owner_id', fn.countAll<number>().as('rows')])
    .where('action', '=', name)
    .groupBy('owner_id')
    .execute();
}
