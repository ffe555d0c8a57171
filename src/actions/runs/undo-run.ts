import { OmnicrmError } from '../../errors.ts';
import { thisProcess } from '../../provisioning/run-owner.ts';
import { reverseRow, rowsToReverse } from '../../store/ledger/reverse-run.ts';
import type { Database, DatabaseTransaction } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import { dayOf } from '../calendar.ts';

/** What came of it: the number of the run that did it, and how many rows it took back. */
export interface UndoneRun {
  readonly run_id: number;
  readonly undone: number;
  readonly reversed: number;
}

/**
 * Posts the opposite of every ledger row of a run, in one transaction, as a run of its own. What was taken back may be charged
 * again. Throws E_NOT_FOUND for a run that is not there, E_CONFLICT when it still runs or has nothing to take back.
 */
export async function undoRun(db: Database, id: number, door: string): Promise<UndoneRun> {
  return withTransaction(db, async tx => {
    const run = await tx.selectFrom('action_run').selectAll().where('action_run_id', '=', id).executeTakeFirst();
    if (run === undefined) throw new OmnicrmError('E_NOT_FOUND', `there is no run ${id}`);
    if (run.outcome === 'running') throw new OmnicrmError('E_CONFLICT', `run ${id} is still running`);
    const rows = await rowsToReverse(tx, id);
    if (rows.length === 0) throw new OmnicrmError('E_CONFLICT', `run ${id} has no money to take back`);
    const byRunId = await writeUndoRun(tx, run.action_name, id, door, rows.length);
    const created = new Date().toISOString();
    const reversal = { runId: id, byRunId, businessDate: dayOf(new Date()), created, actor: door };
    for (const { ledger_id } of rows) await reverseRow(tx, ledger_id, reversal);
    // The mark of a whole period (markOnce without a subject) is no more; those of single effects stay, as the effects do.
    await tx.deleteFrom('action_mark').where('run_id', '=', id).where('subject', '=', '').execute();
    await tx.updateTable('action_run').set({ undone_by: byRunId }).where('action_run_id', '=', id).execute();
    return { run_id: byRunId, undone: id, reversed: rows.length };
  });
}

async function writeUndoRun(
  tx: DatabaseTransaction,
  action: string,
  id: number,
  door: string,
  reversed: number,
): Promise<number> {
  const moment = new Date().toISOString();
  const { insertId } = await tx
    .insertInto('action_run')
    .values({
      action_name: `undo ${action}`,
      params: JSON.stringify({ run: String(id) }),
      door,
      outcome: 'done',
      reply: `run ${id} undone`,
      counts: JSON.stringify({ reversed }),
      rows_changed: reversed,
      as_of: dayOf(new Date()),
      started: moment,
      finished: moment,
      ...thisProcess(),
    })
    .executeTakeFirst();
  return Number(insertId);
}
