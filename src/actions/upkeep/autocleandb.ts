import type { ActionContext } from '../action.ts';
import { addMonths, momentOf, monthOf } from '../calendar.ts';
import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';

const ROWS_AT_ONCE = 5000;

export const autocleandb = defineAction({
  name: 'autocleandb',
  summary: 'Remove what actions told, and the records of runs that moved no money, from before the last month.',
  run: {
    handler: async context => {
      const before = momentOf(`${addMonths(monthOf(context.today), -1)}-01`);
      const cleaned = [
        ['event', await removeEvents(context, before)],
        ['action_run', await removeRuns(context, before)],
      ] as const;
      const touched = cleaned.filter(([, rows]) => rows > 0);
      for (const [table, rows] of touched) {
        context.count(table, rows);
        context.tell(`DBCLEANUP \`${table}\``);
      }
      return done(`OK:AUTOCLEANDB ${touched.length}`);
    },
  },
});

async function removeEvents(context: ActionContext, before: string): Promise<number> {
  return inPieces(context, () =>
    context.transaction(tx =>
      tx
        .deleteFrom('event')
        .where('event_id', 'in', eb =>
          eb.selectFrom('event').select('event_id').where('created', '<', before).limit(ROWS_AT_ONCE),
        )
        .executeTakeFirst(),
    ),
  );
}

/** Runs whose money stands in the ledger stay, as do those that were undone. */
async function removeRuns(context: ActionContext, before: string): Promise<number> {
  return inPieces(context, () =>
    context.transaction(tx =>
      tx
        .deleteFrom('action_run')
        .where('action_run_id', 'in', eb =>
          eb
            .selectFrom('action_run as r')
            .leftJoin('ledger as l', 'l.run_id', 'r.action_run_id')
            .leftJoin('action_run as undone', 'undone.undone_by', 'r.action_run_id')
            .select('r.action_run_id')
            .where('r.started', '<', before)
            .where('r.outcome', '<>', 'running')
            .where('r.undone_by', 'is', null)
            .where('l.ledger_id', 'is', null)
            .where('undone.action_run_id', 'is', null)
            .limit(ROWS_AT_ONCE),
        )
        .executeTakeFirst(),
    ),
  );
}

/** So that nobody waits long for the write lock. */
async function inPieces(
  context: ActionContext,
  remove: () => Promise<{ readonly numDeletedRows: bigint }>,
): Promise<number> {
  let rows = 0;
  for (;;) {
    const removed = Number((await remove()).numDeletedRows);
    rows += removed;
    context.changed(removed);
    if (removed < ROWS_AT_ONCE) return rows;
  }
}
