/**
 * Every shipped play, its calls to backends (of a long one each third): one is never answered, whether carried out or not,
 * and nothing is left behind.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type App, createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { openWorld, type World } from '../provisioning/world.ts';
import { type Kind, kinds, layGround } from '../survival/kinds.ts';

/** How long an answer is waited for, in seconds: the least that can be configured. */
const PATIENCE = 1;
const systems = ['ocs', 'hss', 'sms'] as const;

const orders = kinds.filter(({ name, faults }) => faults === undefined && !name.startsWith('removal'));

describe('calls that hang', () => {
  let world: World;
  let app: App;
  before(async () => {
    world = await openWorld();
    app = await impatientApp(world);
  });
  after(async () => {
    await app.close();
    await world.close();
  });

  for (const kind of orders)
    it(`leave nothing of ${kind.name}`, async () => {
      let hung = true;
      const step = kind.calls > 5 ? 3 : 1;
      for (let nth = 1; hung; nth += step) hung = await hangNthCall({ ...world, app }, kind, nth);
    });
});

/** The same operator, with little patience for its backends. */
async function impatientApp({ home }: World): Promise<App> {
  const file = join(home, 'crm_config.yaml');
  const settings = JSON.parse(readFileSync(file, 'utf8')) as object;
  const backends = Object.fromEntries(systems.map(name => [name, { answer_timeout: PATIENCE, retries: 0 }]));
  writeFileSync(file, JSON.stringify({ ...settings, backends }));
  return createApp(await loadConfig({ env: { OMNICRM_HOME: home }, cwd: home }));
}

/** False when the order has fewer calls. */
async function hangNthCall(world: World, kind: Kind, nth: number): Promise<boolean> {
  const { app, lab } = world;
  const untouched = lab.digest(['ocs', 'hss']);
  const service = await layGround(world, kind);
  const held = lab.digest(['ocs', 'hss']);
  const rules = systems.map(system =>
    lab.fault({ match: { system }, when: { nth }, effect: { hang: true, commit: nth % 2 === 0 } }),
  );
  const work = kind.work(service);
  assert.ok('order' in work);
  const vars = new Map(Object.entries(work.vars ?? {}));
  const outcome = await app.placeOrder({ product: work.order, customer: 1, pick: true, vars });
  await lab.clearFaults();
  const hit = lab.journal.entries().filter(({ fault }) => fault !== undefined && rules.includes(fault));
  const told = `${nth}: ${hit.map(({ system, method, path, rpc }) => `${system} ${method} ${path} ${rpc}`).join(', ')}`;
  if (outcome.status === 2) {
    assert.equal(outcome.verdict, 'clean', `${told}: ${JSON.stringify(outcome)}`);
    assert.equal(lab.digest(['ocs', 'hss']), held, told);
  } else
    assert.ok(
      hit.every(({ system }) => system === 'sms'),
      told,
    );
  const made = outcome.status === 0 && service === 0 ? (outcome.serviceId ?? 0) : service;
  if (made !== 0) assert.equal((await app.deprovision({ service: made })).status, 0, told);
  assert.equal(lab.digest(['ocs', 'hss']), untouched, told);
  assert.deepEqual((await app.audit()).findings, [], told);
  return hit.length > 0;
}
