/** One case: work is killed at a random moment, its run goes on or goes back, and nothing may be left of it. */
import assert from 'node:assert/strict';
import { getProvision } from '../../src/crm/provision-record.ts';
import type { Provision } from '../../src/crm/types.ts';
import type { World } from '../provisioning/world.ts';
import type { Moment, Victims } from './kill-process.ts';
import { type Kind, layGround } from './kinds.ts';
import { checkLeft, lookBefore } from './check-left.ts';
import { lastRun } from './last-run.ts';
import type { Work } from './work.ts';

export interface KillPlan {
  readonly kind: Kind;
  readonly moment: Moment;
  /** Removals always go on. */
  readonly way: 'resume' | 'rollBack';
  /** The way out is killed too. */
  readonly again: Moment | undefined;
}

export interface KillOutcome {
  /** `none`: killed before the run had a row; `ended`: after its end. */
  readonly killed: 'none' | 'on the way' | 'ended';
  readonly killedAgain: boolean;
  readonly status: Provision['provisioning_status'] | undefined;
}

/** Throws an AssertionError for what is wrong afterwards. */
export async function killCase(world: World, victims: Victims, plan: KillPlan): Promise<KillOutcome> {
  const untouched = digestOf(world);
  const service = await layGround(world, plan.kind);
  const before = await lookBefore(world);
  if (plan.kind.faults !== undefined) world.lab.faultSet(plan.kind.faults);
  await victims.killDuring(plan.kind.work(service), plan.moment);
  const id = await lastRun(world);
  const { end, ...way } = await bringToEnd(world, victims, plan, id > before.lastRun ? id : undefined);
  await world.lab.clearFaults();
  if ('remove' in plan.kind.work(service)) assert.ok(end?.provisioning_status !== 2, 'a removal goes on to its end');
  await checkLeft(world, plan.kind, before, end);
  await removeWhatIsThere(world, service, end);
  assert.equal(digestOf(world), untouched, 'the backends hold what they held before');
  return { ...way, status: end?.provisioning_status };
}

async function bringToEnd(
  { app }: World,
  victims: Victims,
  { kind, way, again }: KillPlan,
  id: number | undefined,
): Promise<Pick<KillOutcome, 'killed' | 'killedAgain'> & { end: Provision | undefined }> {
  if (id === undefined) return { killed: 'none', killedAgain: false, end: undefined };
  const run = await getProvision(app.db, id);
  if (run.provisioning_status !== 1) return { killed: 'ended', killedAgain: false, end: run };
  assert.deepEqual(await app.waitingRuns(), [id]);
  const goesBack = way === 'rollBack' && !kind.name.startsWith('removal');
  const work: Work = goesBack ? { rollBack: id } : { resume: id };
  const killedAgain = again !== undefined && (await victims.killDuring(work, again));
  if ((await getProvision(app.db, id)).provisioning_status === 1) await (goesBack ? app.rollBack(id) : app.resume(id));
  const end = await getProvision(app.db, id);
  if (goesBack) assert.equal(end.provisioning_status, 2, 'a run that goes back does not succeed');
  return { killed: 'on the way', killedAgain, end };
}

/** What is there after a success, or was there before, goes by an ordinary removal. */
async function removeWhatIsThere({ app }: World, ground: number, end: Provision | undefined): Promise<void> {
  const made = end?.provisioning_status === 0 && end.action === 'provision' ? end.service_id : null;
  const service = made ?? ground;
  if (service === 0) return;
  const removed = await app.deprovision({ service });
  assert.equal(removed.status, 0, removed.failure?.message);
}

function digestOf({ lab }: World): string {
  return lab.digest(['ocs', 'hss', 'pbx']);
}
