import type { DatabaseTransaction } from '../../../store/schema.ts';
import type { ActionContext } from '../../action.ts';
import type { Poll } from './poll-switch.ts';
import type { FdbEntry } from './read-fdb.ts';

const ROWS_AT_ONCE = 500;

/** Keeps what a switch told, in the place of what it told before. */
export async function savePoll(context: ActionContext, switchId: number, { raw, fdb, mac }: Poll): Promise<void> {
  const created = context.now.toISOString();
  await context.transaction(async tx => {
    for (const [oid, lines] of raw) {
      await tx
        .insertInto('poll_result')
        .values({ switch_id: switchId, oid, raw: lines, created })
        .onConflict(conflict => conflict.columns(['switch_id', 'oid']).doUpdateSet({ raw: lines, created }))
        .execute();
    }
    if (mac !== undefined) await tx.updateTable('switch').set({ mac }).where('switch_id', '=', switchId).execute();
    if (fdb !== undefined) await replaceFdb(tx, switchId, fdb, created);
  });
  context.changed(raw.size + (fdb?.length ?? 0));
}

async function replaceFdb(
  tx: DatabaseTransaction,
  switchId: number,
  fdb: readonly FdbEntry[],
  created: string,
): Promise<void> {
  await tx.deleteFrom('fdb').where('switch_id', '=', switchId).execute();
  const rows = fdb.map(entry => ({ ...entry, switch_id: switchId, created }));
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await tx
      .insertInto('fdb')
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .execute();
  }
}
