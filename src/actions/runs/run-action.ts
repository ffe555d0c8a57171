/** One run of an action: its lock, its time limit, its record. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import type { Lock, Overlap, Params } from '../action.ts';
import type { ActionFloor, ActionReply, ActionRequest } from '../request.ts';
import { beginRun, endRun, type NewRun, recordRun, type RunningRun, skipsInARow } from './action-run.ts';
import { openContext } from './open-context.ts';
import { carryOut, type CarriedOut } from './carry-out.ts';

const LOOK_AGAIN_MS = 50;

/** Runs it when its lock is free, or does with a second run what its overlap says. */
export async function runAction(
  floor: ActionFloor,
  request: ActionRequest,
  run: NewRun,
  params: Params,
): Promise<ActionReply> {
  if (run.action.changes === 'nothing') return readOnly(floor, request, run, params);
  const overlap = overlapOf(floor, request, run);
  const begun = overlap === 'wait' ? await waitForTurn(floor, request, run) : await beginRun(floor.db, run);
  if ('busy' in begun) return replyBusy(floor, run, overlap, begun.busy);
  const open = openContext(floor, request, run, begun.runId);
  const end = await carryOut(open, run.action, params);
  await withTransaction(floor.db, async tx => {
    await open.writeEvents(tx);
    await endRun(tx, begun.runId, { ...end, counts: open.counts, rowsChanged: open.rowsChanged() });
  });
  return replyOf(run, begun.runId, end, open.counts);
}

/** What changes nothing takes no lock, and its row is written once, at its end. */
async function readOnly(floor: ActionFloor, request: ActionRequest, run: NewRun, params: Params): Promise<ActionReply> {
  const open = openContext(floor, request, run, 0);
  const end = await carryOut(open, run.action, params);
  const record = async (db: Database): Promise<number> => {
    await open.writeEvents(db);
    return recordRun(db, run, { ...end, counts: open.counts });
  };
  if (floor.writes === undefined) return replyOf(run, await withTransaction(floor.db, record), end, open.counts);
  // A disk's turn for each question would be the dearest part of it; a failure shows at the next write.
  void floor.writes.add(record);
  return replyOf(run, undefined, end, open.counts);
}

function replyOf(run: NewRun, runId: number | undefined, end: CarriedOut, counts: ActionReply['counts']): ActionReply {
  const { name, contentType: usual } = run.action;
  const { outcome, text, reason, error, charges, contentType = usual } = end;
  return { action: name, outcome, text, contentType, runId, reason, counts, charges, error };
}

function overlapOf({ config }: ActionFloor, { overlap }: ActionRequest, { action }: NewRun): Overlap {
  return overlap ?? config.actions.overlap.get(action.name) ?? action.lock?.overlap ?? 'wait';
}

async function waitForTurn(floor: ActionFloor, request: ActionRequest, run: NewRun): ReturnType<typeof beginRun> {
  const deadline = Date.now() + (request.waitSeconds ?? floor.config.actions.waitSeconds) * 1000;
  for (;;) {
    const begun = await beginRun(floor.db, run);
    if (!('busy' in begun) || Date.now() >= deadline || request.signal?.aborted) return begun;
    await sleep(LOOK_AGAIN_MS);
  }
}

/** A second run is a skip; too many in a row are a failure, for then the first one hangs. */
async function replyBusy(floor: ActionFloor, run: NewRun, overlap: Overlap, busy: RunningRun): Promise<ActionReply> {
  const { name, lock } = run.action;
  const most = floor.config.actions.maxSkips;
  const isStuck = overlap === 'skip' && (await skipsInARow(floor.db, name, most)) >= most;
  const holder = `run ${busy.action_run_id} has been running since ${busy.started}`;
  const reason = isStuck ? `skipped ${most} times in a row: ${holder}` : holder;
  const failed = isStuck || overlap === 'fail';
  const text = failed ? `ERROR:${name.toUpperCase()}_ALREADY_RUNNING` : busyText(lock);
  const outcome = failed ? 'failed' : 'skipped';
  const runId = await recordRun(floor.db, run, { outcome, reply: text, reason, finished: new Date().toISOString() });
  return { action: name, outcome: overlap === 'wait' ? 'busy' : outcome, text, runId, reason, counts: {} };
}

function busyText(lock: Lock | undefined): string {
  return lock?.busy ?? '';
}
