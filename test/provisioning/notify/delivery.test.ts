import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, afterEach, before, describe, it } from 'node:test';
import { deliverNotifications, startDelivery } from '../../../src/provisioning/notify/index.ts';
import { nextTry } from '../../../src/provisioning/notify/next-try.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { mainFile } from '../../cli/omnicrm.ts';
import { breakOcs, later, type NotifyWorld, openNotifyWorld } from './notify-world.ts';

describe('delivery', () => {
  let world: NotifyWorld;
  before(async () => {
    world = await openNotifyWorld();
  });
  after(() => world.close());
  afterEach(async () => {
    await world.lab.clearFaults();
    await world.app.db.deleteFrom('notification').execute();
  });

  const failedRun = async (): Promise<void> => {
    const fault = breakOcs(world.lab);
    assert.equal((await world.order()).status, 2);
    await world.lab.clearFaults(fault);
  };
  const mail = () => world.lab.smtp.messages;
  const smtpFault = (method: string, effect: Parameters<typeof world.lab.fault>[0]['effect']): string =>
    world.lab.fault({ match: { system: 'smtp', method }, effect });

  it('is done by one of two that begin at once', async () => {
    await failedRun();
    const known = mail().length;
    smtpFault('DATA', { latency: { ms: 50 } });
    const other = { ...world.context, db: await openDatabase(world.context.config.databasePath) };
    try {
      const both = [world.context, other, world.context, other].map(context => deliverNotifications(context));
      assert.equal((await Promise.all(both)).flat().length, 1);
    } finally {
      await other.db.destroy();
    }
    assert.equal(mail().length, known + 1);
  });

  it('is done again, and says so, where a process died between sending and writing it down', async () => {
    await failedRun();
    const known = mail().length;
    smtpFault('DATA', { hang: true, commit: true });
    const child = spawn(process.execPath, [mainFile, 'notify', 'send'], { env: { ...world.env }, stdio: 'ignore' });
    while (mail().length === known) await new Promise(resolve => setTimeout(resolve, 10));
    assert.deepEqual(await deliverNotifications(world.context, { clock: later(1) }), []);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await world.lab.clearFaults();
    const [delivery] = await deliverNotifications(world.context, { clock: later(1) });
    assert.equal(delivery?.status, 'sent');
    const [row] = await world.rows();
    assert.match(row?.last_error ?? '', new RegExp(`^may have been sent: process ${child.pid} on .* try 1$`));
    const [first, second] = mail().slice(known);
    assert.equal(first?.headers['message-id'], second?.headers['message-id']);
  });

  it('says that a mail may have been sent where the connection broke after it', async () => {
    await failedRun();
    smtpFault('DATA', { reset: 'headers', commit: true });
    const [delivery] = await deliverNotifications(world.context);
    assert.match(delivery?.error ?? '', /the mail may have been sent all the same$/);
    assert.equal(delivery?.status, 'queued');
  });

  const answers = [
    ['CONNECT', 421, 'queued'],
    ['MAIL', 451, 'queued'],
    ['RCPT', 450, 'queued'],
    ['RCPT', 550, 'failed'],
    ['DATA', 452, 'queued'],
    ['DATA', 554, 'failed'],
  ] as const;
  for (const [verb, code, status] of answers) {
    it(`takes ${code} at ${verb} as ${status}, without a doubt about what was sent`, async () => {
      await failedRun();
      smtpFault(verb, { status: { code, body: 'not now' } });
      const [delivery] = await deliverNotifications(world.context);
      assert.equal(delivery?.status, status);
      assert.match(delivery?.error ?? '', new RegExp(`${code}.*not now`));
      assert.doesNotMatch(delivery?.error ?? '', /may have been/);
    });
  }

  it('tells which of several addresses was refused', async () => {
    await failedRun();
    world.lab.fault({ match: { system: 'smtp', path: 'boss@lab.test' }, effect: { status: { code: 550 } } });
    assert.equal((await deliverNotifications(world.context))[0]?.status, 'sent');
    assert.deepEqual(
      [mail().at(-1)?.to, (await world.rows())[0]?.last_error],
      [['noc@lab.test'], 'refused for boss@lab.test'],
    );
  });

  it('waits no longer than it is told to', async () => {
    await failedRun();
    smtpFault('MAIL', { hang: true });
    const [delivery] = await deliverNotifications(world.context, { timeoutMs: 60 });
    assert.match(delivery?.error ?? '', /it did not answer in time$/);
  });

  it('asks a dead server once in a pass, however many messages wait', async () => {
    for (let run = 0; run < 3; run++) await failedRun();
    world.lab.faultSet('mail-dead');
    assert.equal((await deliverNotifications(world.context)).length, 1);
    await world.lab.clearFaults();
    assert.equal((await deliverNotifications(world.context, { all: true, limit: 2 })).length, 2);
    assert.equal((await deliverNotifications(world.context, { all: true })).length, 1);
  });

  it('gives up after a day, and tries once more when asked', async () => {
    await failedRun();
    world.lab.faultSet('mail-dead');
    assert.equal((await deliverNotifications(world.context, { clock: later(24 * 60) }))[0]?.status, 'failed');
    await world.lab.clearFaults();
    assert.deepEqual(await deliverNotifications(world.context, { clock: later(48 * 60) }), []);
    assert.equal((await deliverNotifications(world.context, { all: true }))[0]?.status, 'sent');
  });

  it('goes on in a process that stays, until it is stopped', async () => {
    const states = async () => (await world.rows()).map(({ status, tries }) => `${status} ${tries}`);
    smtpFault('CONNECT', { status: { code: 421 } });
    await failedRun();
    const told: string[] = [];
    const loop = startDelivery(world.context, { intervalMs: 10, tell: ({ status }) => told.push(status) });
    while (told.length === 0) await new Promise(resolve => setTimeout(resolve, 10));
    await world.lab.clearFaults();
    await failedRun();
    while (!(await states()).includes('sent 1')) await new Promise(resolve => setTimeout(resolve, 10));
    await loop.stop();
    await failedRun();
    await new Promise(resolve => setTimeout(resolve, 30));
    assert.deepEqual(await states(), ['queued 1', 'sent 1', 'queued 0']);
  });
});

describe('nextTry', () => {
  const start = new Date('2026-01-01T00:00:00Z');
  const minutesAfter = (tries: number, age = 0): number | undefined => {
    const now = new Date(start.getTime() + age * 60_000);
    const next = nextTry(tries, start.toISOString(), now);
    return next && (next.getTime() - now.getTime()) / 60_000;
  };

  it('waits longer each time, and ends after a day', () => {
    assert.deepEqual(
      [1, 2, 3, 4, 5, 9].map(tries => minutesAfter(tries)),
      [1, 5, 15, 60, 240, 240],
    );
    assert.deepEqual([minutesAfter(9, 20 * 60), minutesAfter(9, 20 * 60 + 1)], [240, undefined]);
  });
});
