/** Runs whose process is gone: seen by any command that looks, marked once, and waiting for a way out. */
import { hasGap } from '../../crm/provision-journal.ts';
import { listRunning, updateProvision } from '../../crm/provision-record.ts';
import type { Provision } from '../../crm/types.ts';
import type { Database } from '../../store/schema.ts';
import { isOwnerGone } from '../run-owner.ts';

/** A process of another machine cannot be looked at: silent for so long, it counts as dead. */
const SILENCE_MS = 120_000;

/** Whether a run has no end and nobody who works on it. */
export function isInterrupted(run: Provision): boolean {
  if (run.provisioning_status !== 1 || run.held_since !== null) return false;
  const silence = Date.now() - Date.parse(run.heartbeat ?? run.created);
  return isOwnerGone(run) || silence > SILENCE_MS;
}

/** All interrupted runs, the oldest first. */
export async function interruptedRuns(db: Database): Promise<Provision[]> {
  return (await listRunning(db)).filter(isInterrupted);
}

/** Marks those that were not seen before and gives them. */
export async function noteInterrupted(db: Database): Promise<Provision[]> {
  const fresh = (await interruptedRuns(db)).filter(run => run.interrupted === null);
  const interrupted = new Date().toISOString();
  for (const { provision_id } of fresh) await updateProvision(db, provision_id, { interrupted });
  return fresh;
}

/** Numbers of the runs that may go on by themselves, interrupted or held, the oldest first. */
export async function waitingRuns(db: Database): Promise<readonly number[]> {
  const [waiting, restored] = [await waitingOf(db), new Set(await restoredRuns(db))];
  return waiting.filter(id => !restored.has(id));
}

/** Numbers of the runs that a backup brought back: they go on when a person says so. */
export async function restoredRuns(db: Database): Promise<readonly number[]> {
  const restored: number[] = [];
  for (const id of await waitingOf(db)) if (await hasGap(db, id)) restored.push(id);
  return restored;
}

async function waitingOf(db: Database): Promise<readonly number[]> {
  const waiting = (await listRunning(db)).filter(run => run.held_since !== null || isInterrupted(run));
  return waiting.map(run => run.provision_id);
}
