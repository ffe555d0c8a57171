/** Orders and removals of internet access are killed (SIGKILL) at random moments: each goes on or goes back, nothing is left. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { killCase } from '../survival/kill-case.ts';
import { Victims } from '../survival/kill-process.ts';
import type { Kind } from '../survival/kinds.ts';
import { seeded } from '../survival/random.ts';
import { openWorld, type World } from './world.ts';

const KILLS = 6;
const LONGEST_MS = 150;
const seed = Number(process.env['SURVIVE_SEED'] ?? Date.now() % 2 ** 32);

const kinds: readonly Kind[] = [
  { name: 'internet-home', calls: 0, work: () => ({ order: 'internet-home' }) },
  { name: 'removal of internet-home', calls: 0, on: ['internet-home'], work: service => ({ remove: service }) },
];

describe(`kill -9 of internet-home at random moments (SURVIVE_SEED=${seed})`, () => {
  const random = seeded(seed);
  let world: World;
  let victims: Victims;
  before(async () => {
    world = await openWorld({});
    victims = new Victims(world);
  });
  after(async () => {
    await victims.close();
    await world.close();
  });

  for (let kill = 0; kill < KILLS; kill++) {
    const kind = kinds[kill % kinds.length]!;
    const afterMs = Math.round(random() * LONGEST_MS);
    const way = random() < 0.5 ? ('resume' as const) : ('rollBack' as const);
    it(`${kind.name}, killed after ${afterMs} ms, ${way}`, async () => {
      await killCase(world, victims, { kind, moment: { calls: 0, afterMs }, way, again: undefined });
      const { db } = world.app;
      assert.deepEqual(await db.selectFrom('subscriber').select('login').execute(), []);
      const live = db.selectFrom('service').select('service_id').where('service_status', '<>', 'Inactive');
      assert.deepEqual(await live.execute(), []);
    });
  }
});
