import type { ActionContext } from '../action.ts';
import type { Seen } from './replace-online.ts';

/** Who sent more, or less, than at the last look; the first look only takes the marks. */
export async function aliveByTraffic(context: ActionContext): Promise<readonly Seen[]> {
  const { db } = context;
  const changed = await db
    .selectFrom('subscriber_profile as p')
    .innerJoin('traffic_mark as m', 'm.subscriber_id', 'p.subscriber_id')
    .select('p.subscriber_id')
    .whereRef('p.octets_up', '<>', 'm.octets')
    .execute();
  await takeMarks(context);
  return changed.map(({ subscriber_id }) => ({ subscriber_id, seen_by: 'traffic' }));
}

async function takeMarks(context: ActionContext): Promise<void> {
  const created = context.now.toISOString();
  const { numInsertedOrUpdatedRows } = await context.transaction(tx =>
    tx
      .insertInto('traffic_mark')
      .columns(['subscriber_id', 'octets', 'created'])
      .expression(eb =>
        eb
          .selectFrom('subscriber_profile')
          .select(['subscriber_id', 'octets_up as octets', eb.val(created).as('created')])
          // SQLite reads "on" of a select without where as a join's.
          .where('subscriber_id', '>', 0),
      )
      .onConflict(conflict =>
        conflict.column('subscriber_id').doUpdateSet(eb => ({
          octets: eb.ref('excluded.octets'),
          created: eb.ref('excluded.created'),
        })),
      )
      .executeTakeFirst(),
  );
  context.changed(Number(numInsertedOrUpdatedRows ?? 0));
}
