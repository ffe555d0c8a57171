/** The disk is full, or the database cannot be written, in the middle of a run: it stops, says so, and goes on when it can. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { createProduct } from '../../src/crm/product.ts';
import { getProvision } from '../../src/crm/provision-record.ts';
import type { OmnicrmError } from '../../src/errors.ts';
import { mainFile, type Outcome, runProcess } from '../cli/omnicrm.ts';
import { openWorld, type World } from '../provisioning/world.ts';
import { lastRun } from './last-run.ts';

interface Trouble {
  readonly name: string;
  readonly begins: (world: World) => Promise<void>;
  readonly ends: (world: World) => Promise<void>;
  readonly message: RegExp;
  /** After which calls it begins. */
  readonly calls: readonly number[];
}

const pragma = async ({ app }: World, text: string): Promise<void> =>
  void (await sql.raw(`pragma ${text}`).execute(app.db));

const troubles: readonly Trouble[] = [
  {
    name: 'the disk is full',
    begins: async world => {
      // No page is left: not one in the file, nor one that was freed in it.
      await sql.raw('vacuum').execute(world.app.db);
      await pragma(world, 'max_page_count = 1');
    },
    ends: world => pragma(world, 'max_page_count = 1000000'),
    message: /the disk is full/,
    calls: [1, 9, 13],
  },
  {
    name: 'the database is read-only',
    begins: world => pragma(world, 'query_only = on'),
    ends: world => pragma(world, 'query_only = off'),
    message: /the database cannot be written/,
    calls: [4, 7, 9, 12],
  },
];

describe('a run whose database cannot be written', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  for (const trouble of troubles)
    for (const call of trouble.calls)
      it(`stops and goes on when ${trouble.name} after call ${call}`, () => stopAndGoOn(world, trouble, call));
});

it('ends the command with exit code 74 when a file may grow no more, and resume ends the run', async () => {
  const world = await openWorld();
  try {
    await sql.raw('pragma wal_checkpoint(truncate)').execute(world.app.db);
    const broken = await omnicrm(world, ['provision', 'mobile-sim', '--customer', '1', '--pick', 'auto'], 240);
    assert.equal(broken.code, 74, broken.stderr);
    assert.match(broken.stderr, /the disk reported an error/);
    const resumed = await omnicrm(world, ['resume', '--all']);
    assert.ok(resumed.code === 0 || resumed.code === 2, resumed.stderr);
    assert.deepEqual(await world.app.waitingRuns(), []);
    assert.deepEqual((await world.app.audit()).findings, []);
  } finally {
    await world.close();
  }
});

it('does not take what the database could not keep for the outcome of a task', async t => {
  const world = await openWorld();
  t.after(() => world.close());
  let tries = 0;
  const other = createServer((request, response) => {
    request.resume();
    response.statusCode = ++tries === 1 ? 503 : 200;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(tries === 1 ? { message: 'the disk is full', code: 'E_DATABASE' } : { ok: true }));
  }).listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  mkdirSync(join(world.home, 'plays'));
  writeFileSync(join(world.home, 'plays', 'play_put.yaml'), PUT.replace('PORT', String(port)));
  await createProduct(world.app.db, { product_slug: 'put', product_name: 'Put', provisioning_play: 'play_put' });
  const stopped = await world.app.placeOrder({ product: 'put', customer: 1 }).catch((error: OmnicrmError) => error);
  assert.ok(stopped instanceof Error, 'it came to its end');
  assert.deepEqual([stopped.code, tries], ['E_DATABASE', 1]);
  assert.match(stopped.message, /stopped on its way: the disk is full/);
  const id = await lastRun(world);
  await disown(world, id);
  assert.deepEqual([(await world.app.resume(id)).status, tries], [0, 2]);
});

/** A step at a CRM elsewhere. */
const PUT = `- hosts: localhost
  gather_facts: no
  tasks:
    - block:
        - uri: { url: "http://127.0.0.1:PORT/crm/service/", method: PUT, body_format: json, body: {} }
      rescue:
        - assert: { that: "action | default('') == 'deprovision'" }
`;

/** The command line in the home of a world, its files kept below so many blocks of 512 bytes. */
function omnicrm({ home }: World, args: readonly string[], blocks?: number): Promise<Outcome> {
  const limit = blocks === undefined ? '' : `trap '' XFSZ; ulimit -f ${blocks};`;
  const script = `${limit} exec "$0" "$@"`;
  return runProcess('/bin/sh', ['-c', script, process.execPath, mainFile, ...args], {
    cwd: home,
    env: { PATH: '/usr/bin:/bin', OMNICRM_HOME: home },
  });
}

async function stopAndGoOn(world: World, trouble: Trouble, call: number): Promise<void> {
  const { app, lab } = world;
  const sent = lab.sms.sent.length;
  const untouched = lab.digest(['ocs', 'hss']);
  const begun = whenAnswered(world, call).then(() => trouble.begins(world));
  let id = 0;
  const order = { product: 'mobile-sim', customer: 1, pick: true };
  const run = app.placeOrder(order, { onAccepted: accepted => (id = accepted) });
  const failure = await run.then(
    () => assert.fail('it came to its end'),
    (error: OmnicrmError) => error,
  );
  await begun;
  const seq = lab.journal.seq;
  assert.equal(failure.code, 'E_DATABASE', failure.stack);
  assert.match(failure.message, trouble.message);
  assert.match(failure.hint ?? '', new RegExp(`omnicrm resume ${id}`));
  await trouble.ends(world);
  assert.equal((await getProvision(app.db, id)).provisioning_status, 1);
  assert.equal(lab.journal.seq, seq, 'nothing is done after the end');
  await disown(world, id);
  const outcome = await app.resume(id);
  // A subscriber that was made and not written down is refused when it is made again: then all is undone.
  if (outcome.status === 0) await app.deprovision({ service: outcome.serviceId ?? 0 });
  else assert.equal(outcome.verdict, 'clean');
  assert.ok(lab.sms.sent.length - sent <= 1, 'one message');
  assert.equal(lab.digest(['ocs', 'hss']), untouched);
  assert.deepEqual((await app.audit()).findings, []);
}

async function whenAnswered({ lab }: World, call: number): Promise<void> {
  const last = lab.journal.seq + call;
  while (lab.journal.seq < last) await new Promise(resolve => setTimeout(resolve, 1));
}

/** As if its process were dead. */
async function disown({ app }: World, id: number): Promise<void> {
  await app.db.updateTable('provision').set({ owner_started: '1' }).where('provision_id', '=', id).execute();
}
