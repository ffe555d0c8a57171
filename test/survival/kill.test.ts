/** Processes are killed (SIGKILL) at random moments: a run goes on or goes back, and nothing is left or done twice. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openWorld, type World } from '../provisioning/world.ts';
import { killCase } from './kill-case.ts';
import { Victims } from './kill-process.ts';
import { planKills, tellPlan } from './plan-kills.ts';
import { seeded } from './random.ts';

const KILLS = 24;
const seed = Number(process.env['SURVIVE_SEED'] ?? Date.now() % 2 ** 32);

describe(`kill -9 at random moments (SURVIVE_SEED=${seed})`, () => {
  let world: World;
  let victims: Victims;
  before(async () => {
    world = await openWorld();
    victims = new Victims(world);
  });
  after(async () => {
    await victims.close();
    await world.close();
  });

  for (const plan of planKills(KILLS, seeded(seed)))
    it(tellPlan(plan), async () => {
      const { killed, status } = await killCase(world, victims, plan);
      assert.ok(killed === 'none' || status === 0 || status === 2);
    });
});
