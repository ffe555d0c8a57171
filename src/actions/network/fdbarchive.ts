import { addDays, momentOf } from '../calendar.ts';
import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';

export const fdbarchive = defineAction({
  name: 'fdbarchive',
  summary: 'Keep a dated copy of where the switches see which MAC; drop old ones.',
  run: {
    handler: async context => {
      const { db } = context;
      const switches = await db.selectFrom('fdb').select('switch_id').distinct().orderBy('switch_id').execute();
      for (const { switch_id } of switches) await archive(context, switch_id);
      await dropOld(context);
      return done('OK:FDBARCHIVE');
    },
  },
});

async function archive(context: ActionContext, switchId: number): Promise<void> {
  const archivedAt = context.now.toISOString();
  const { numInsertedOrUpdatedRows } = await context.transaction(tx =>
    tx
      .insertInto('fdb_archive')
      .columns(['archived_at', 'switch_id', 'mac', 'port', 'vlan', 'port_description'])
      .expression(eb =>
        eb
          .selectFrom('fdb')
          .select([eb.val(archivedAt).as('archived_at'), 'switch_id', 'mac', 'port', 'vlan', 'port_description'])
          .where('switch_id', '=', switchId),
      )
      .executeTakeFirst(),
  );
  const rows = Number(numInsertedOrUpdatedRows ?? 0);
  context.count('switches');
  context.count('archived', rows);
  context.changed(rows);
}

/** `FDBARCHIVE_MAX_AGE` is in days; without it all is kept. */
async function dropOld(context: ActionContext): Promise<void> {
  const days = context.options.digits('FDBARCHIVE_MAX_AGE', 0);
  if (days === 0) return;
  const oldest = momentOf(addDays(context.today, -days));
  const { numDeletedRows } = await context.transaction(tx =>
    tx.deleteFrom('fdb_archive').where('archived_at', '<', oldest).executeTakeFirst(),
  );
  context.count('dropped', Number(numDeletedRows));
  context.changed(Number(numDeletedRows));
}
