/** Rows of runs: begun, ended, found running. */
import { isOwnerGone, thisProcess } from '../../provisioning/run-owner.ts';
import type { Database, DatabaseTransaction } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import type { Action } from '../action.ts';

/** Beyond its time limit a run has this long to end before its lock is taken from it. */
const GRACE_SECONDS = 60;

export type RunOutcomeName = 'done' | 'skipped' | 'refused' | 'failed' | 'timed out';

export interface NewRun {
  readonly action: Action;
  /** The text of a JSON object, secrets masked. */
  readonly params: string;
  readonly door: string;
  readonly asOf: string;
  readonly dryRun: boolean;
  readonly started: string;
}

export interface RunEnd {
  readonly outcome: RunOutcomeName;
  readonly reply: string;
  readonly reason?: string | undefined;
  readonly counts?: Readonly<Record<string, number>>;
  readonly rowsChanged?: number;
  readonly finished: string;
}

/** A run that has the lock. */
export interface RunningRun {
  readonly action_run_id: number;
  readonly started: string;
}

/**
 * Writes the running row, which is the lock: one write transaction looks for another running row and adds this one, so of many
 * that ask at once one gets it. The row of a dead process, or of one long past its time limit, is closed as failed and does
 * not hold. (A file lock held open would die with its process too, but Node has no flock, and a row also tells who holds it.)
 */
export async function beginRun(db: Database, run: NewRun): Promise<{ runId: number } | { busy: RunningRun }> {
  const { lock } = run.action;
  const lockName = lock === undefined || run.dryRun ? null : (lock.name ?? run.action.name);
  return withTransaction(db, async tx => {
    const holder = lockName === null ? undefined : await holderOf(tx, lockName, run);
    if (holder !== undefined) return { busy: holder };
    const row = { ...columnsOf(run), lock_name: lockName, outcome: 'running', ...thisProcess() };
    const { insertId } = await tx.insertInto('action_run').values(row).executeTakeFirst();
    return { runId: Number(insertId) };
  });
}

/** Ends a run; its lock is free. */
export async function endRun(db: Database, runId: number, end: RunEnd): Promise<void> {
  await db.updateTable('action_run').set(endColumns(end)).where('action_run_id', '=', runId).execute();
}

/** A run that began and ended in one: refusals, skips and those that only read. */
export async function recordRun(db: Database, run: NewRun, end: RunEnd): Promise<number> {
  const row = { ...columnsOf(run), ...endColumns(end), ...thisProcess() };
  const { insertId } = await db.insertInto('action_run').values(row).executeTakeFirst();
  return Number(insertId);
}

/** How many runs of an action, counted back from the newest, were skips because another was running. */
export async function skipsInARow(db: Database, actionName: string, most: number): Promise<number> {
  const rows = await db
    .selectFrom('action_run')
    .select(['outcome', 'reason'])
    .where('action_name', '=', actionName)
    .where('outcome', '<>', 'running')
    .orderBy('action_run_id', 'desc')
    .limit(most)
    .execute();
  const other = rows.findIndex(row => row.outcome !== 'skipped' || row.reason?.startsWith('run ') !== true);
  return other === -1 ? rows.length : other;
}

async function holderOf(tx: DatabaseTransaction, lockName: string, run: NewRun): Promise<RunningRun | undefined> {
  const holder = await tx
    .selectFrom('action_run')
    .select(['action_run_id', 'started', 'owner_host', 'owner_pid', 'owner_started'])
    .where('lock_name', '=', lockName)
    .where('outcome', '=', 'running')
    .executeTakeFirst();
  if (holder === undefined) return undefined;
  const age = (Date.now() - Date.parse(holder.started)) / 1000;
  const isLate = age > run.action.timeoutSeconds + GRACE_SECONDS;
  if (!isLate && !isOwnerGone(holder)) return holder;
  const reason = isLate ? 'it was past its time limit and lost the lock' : 'its process died';
  await endRun(tx, holder.action_run_id, { outcome: 'failed', reply: '', reason, finished: run.started });
  return undefined;
}

function columnsOf({ action, params, door, asOf, dryRun, started }: NewRun) {
  return { action_name: action.name, params, door, as_of: asOf, dry_run: dryRun ? 1 : 0, started };
}

function endColumns({ outcome, reply, reason, counts = {}, rowsChanged = 0, finished }: RunEnd) {
  return {
    outcome,
    reply,
    reason: reason ?? null,
    counts: JSON.stringify(counts),
    rows_changed: rowsChanged,
    finished,
  };
}
