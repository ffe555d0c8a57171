/** A backup made in the middle of a run that went on, and put back: what the run did since is on no record. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createApp, type App } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import type { RunEvent } from '../../src/engine/index.ts';
import type { OmnicrmError } from '../../src/errors.ts';
import { backUp } from '../../src/store/backup/back-up.ts';
import { restore } from '../../src/store/backup/restore.ts';
import { openWorld, type World } from '../provisioning/world.ts';

const order = { product: 'mobile-sim', customer: 1, pick: true };

describe('a run that a backup brings back', () => {
  let world: World;
  let app: App;
  let snapshot = '';
  let untouched = '';
  before(async () => {
    world = await openWorld({ hss: 1 });
    await world.app.close();
    backUp(world.app.config.databasePath, join(world.home, 'empty'), files());
    world.lab.snapshot('empty');
    snapshot = 'empty';
    untouched = world.lab.digest(['ocs', 'hss']);
  });
  after(async () => {
    await world.lab.close();
    rmSync(world.home, { recursive: true });
  });

  const files = () => ({ keyFile: world.app.config.sealKeyFile, force: true });
  const reopen = async (file: string): Promise<App> => {
    await restore(join(world.home, file), world.app.config.databasePath, files());
    return createApp(await loadConfig({ env: { OMNICRM_HOME: world.home }, cwd: world.home }));
  };

  /** The order goes on to its end; the database is put back to what it was after so many tasks. */
  const bringBack = async (tasks: number): Promise<number> => {
    world.lab.restore(snapshot);
    app = await reopen('empty');
    let ended = 0;
    let id = 0;
    const report = (event: RunEvent): void => {
      if (event.type === 'result' && ++ended === tasks)
        backUp(app.config.databasePath, join(world.home, 'middle'), files());
    };
    const control = { reporters: [{ report }], onAccepted: (accepted: number) => (id = accepted) };
    assert.equal((await app.placeOrder(order, control)).status, 0);
    await app.close();
    app = await reopen('middle');
    return id;
  };

  it('waits for a person', async () => {
    const id = await bringBack(14);
    assert.deepEqual([await app.waitingRuns(), await app.restoredRuns()], [[], [id]]);
    const loops = await app.startLoops();
    await loops.stop();
    assert.deepEqual(await app.restoredRuns(), [id]);
    const { remains } = await app.showRollback(id);
    assert.ok(remains.some(({ left, why }) => left === undefined && /backup/.test(why ?? '')));
    await app.close();
  });

  const ends = new Set<string>();
  for (const tasks of [5, 15, 21])
    it(`is clean only when nothing is left, gone back after task ${tasks}`, async () => {
      const id = await bringBack(tasks);
      const outcome = await app.rollBack(id);
      assert.equal(outcome.status, 2);
      ends.add(outcome.verdict ?? '');
      const isUntouched = world.lab.digest(['ocs', 'hss']) === untouched;
      assert.equal(outcome.verdict, isUntouched ? 'clean' : 'dirty');
      if (outcome.verdict === 'clean') assert.deepEqual((await app.audit({ graceSeconds: 0 })).findings, []);
      else assert.notEqual((await app.audit({ graceSeconds: 0 })).findings.length, 0);
      await app.close();
    });

  for (const tasks of [5, 17])
    it(`makes nothing twice, going on after task ${tasks}`, async () => {
      const id = await bringBack(tasks);
      const messages = world.lab.sms.sent.length;
      const outcome = await app.resume(id).catch((error: OmnicrmError) => error);
      assert.ok('status' in outcome, outcome instanceof Error ? outcome.message : '');
      const { findings } = await app.audit({ graceSeconds: 0 });
      if (outcome.status === 0 || outcome.verdict === 'clean') assert.deepEqual(findings, []);
      else assert.notEqual(findings.length, 0);
      assert.equal(world.lab.sms.sent.length, messages, 'no second message');
      await app.close();
    });

  it('was clean and dirty among these', () => assert.deepEqual(ends, new Set(['clean', 'dirty'])));
});
