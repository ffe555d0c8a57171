/** Kills many runs at random moments and tells what became of them: `node kill-many.js [COUNT] [SEED]`. */
import { openWorld } from '../provisioning/world.ts';
import { killCase, type KillOutcome } from './kill-case.ts';
import { Victims } from './kill-process.ts';
import { planKills, tellPlan } from './plan-kills.ts';
import { seeded } from './random.ts';

const [count = 200, seed = Date.now() % 2 ** 32] = process.argv.slice(2).map(Number);
process.stdout.write(`${count} kills, seed ${seed}\n`);
const failures = await killMany(count, seed);
process.exitCode = failures === 0 ? 0 : 1;

async function killMany(many: number, from: number): Promise<number> {
  const counts = new Map<string, number>();
  let failed = 0;
  let world = await openWorld();
  let victims = new Victims(world);
  for (const [at, plan] of planKills(many, seeded(from)).entries()) {
    try {
      const outcome = tellOutcome(await killCase(world, victims, plan));
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    } catch (error) {
      failed++;
      process.stdout.write(`${at}: ${tellPlan(plan)}\n${error instanceof Error ? error.stack : String(error)}\n`);
      // What this one left would be told of all that follow.
      await victims.close();
      await world.close();
      world = await openWorld();
      victims = new Victims(world);
    }
  }
  await victims.close();
  await world.close();
  for (const [outcome, times] of [...counts].toSorted(([one], [other]) => one.localeCompare(other)))
    process.stdout.write(`${String(times).padStart(5)}  ${outcome}\n`);
  process.stdout.write(`${String(failed).padStart(5)}  wrong\n`);
  return failed;
}

function tellOutcome({ killed, killedAgain, status }: KillOutcome): string {
  const how =
    killed === 'none'
      ? 'killed before the run began'
      : killed === 'ended'
        ? 'killed after its end'
        : 'killed on the way';
  const end = status === undefined ? 'nothing done' : status === 0 ? 'complete' : 'undone';
  return `${how}${killedAgain ? ', and on the way out' : ''}: ${end}`;
}
