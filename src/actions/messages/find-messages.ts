/** The queue as people look at it: listed, put back, taken out. */
import type { Expression, SqlBool } from 'kysely';
import { OmnicrmError } from '../../errors.ts';
import type { Database, DatabaseTransaction } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import type { QueuedMessage } from './message-queue.ts';

/** Which messages are meant; all of them when nothing is told. */
export interface MessageQuery {
  readonly ids?: readonly number[] | undefined;
  readonly state?: string | undefined;
  readonly channel?: string | undefined;
  /** The action that wrote them. */
  readonly source?: string | undefined;
  readonly recipient?: string | undefined;
}

/** The newest first. */
export async function listMessages(
  db: Database,
  query: MessageQuery,
  limit: number,
): Promise<readonly QueuedMessage[]> {
  return db
    .selectFrom('message')
    .selectAll()
    .where(eb => eb.and(conditionsOf(query).map(([column, values]): Expression<SqlBool> => eb(column, 'in', values))))
    .orderBy('message_id', 'desc')
    .limit(limit)
    .execute();
}

/** How many there are in each state. */
export async function countMessages(db: Database): Promise<Readonly<Record<string, number>>> {
  const rows = await db
    .selectFrom('message')
    .select(({ fn }) => ['state', fn.countAll<number>().as('number')])
    .groupBy('state')
    .orderBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, number }) => [state, number]));
}

/** Puts what was given up, and what waits for a later try, in the queue anew; gives how many. Throws E_NOT_FOUND for an id that is none. */
export async function retryMessages(db: Database, query: MessageQuery, now: Date): Promise<number> {
  const last_modified = now.toISOString();
  const row = { state: 'queued', attempts: 0, not_before: null, last_modified };
  return change(db, query, ['failed', 'queued'], row);
}

/** Gives up what still waits; gives how many. Throws E_NOT_FOUND for an id that is none. */
export async function cancelMessages(db: Database, query: MessageQuery, now: Date): Promise<number> {
  const last_modified = now.toISOString();
  return change(db, query, ['queued'], { state: 'failed', last_error: 'taken out by hand', last_modified });
}

async function change(
  db: Database,
  query: MessageQuery,
  states: readonly string[],
  row: Readonly<Partial<Pick<QueuedMessage, 'state' | 'attempts' | 'not_before' | 'last_error' | 'last_modified'>>>,
): Promise<number> {
  const { numUpdatedRows } = await withTransaction(db, async tx => {
    await refuseUnknown(tx, query.ids ?? []);
    return tx
      .updateTable('message')
      .set(row)
      .where('state', 'in', states)
      .where(eb => eb.and(conditionsOf(query).map(([column, values]): Expression<SqlBool> => eb(column, 'in', values))))
      .executeTakeFirst();
  });
  return Number(numUpdatedRows);
}

async function refuseUnknown(tx: DatabaseTransaction, ids: readonly number[]): Promise<void> {
  const rows = await tx.selectFrom('message').select('message_id').where('message_id', 'in', ids).execute();
  const unknown = ids.find(id => !rows.some(row => row.message_id === id));
  if (unknown === undefined) return;
  throw new OmnicrmError('E_NOT_FOUND', `there is no message ${unknown}`, { hint: 'omnicrm message list shows them' });
}

type Column = 'message_id' | 'state' | 'channel' | 'source' | 'recipient';

function conditionsOf({
  ids,
  state,
  channel,
  source,
  recipient,
}: MessageQuery): readonly (readonly [Column, readonly (string | number)[]])[] {
  const wanted: readonly (readonly [Column, readonly (string | number)[] | undefined])[] = [
    ['message_id', ids],
    ...(
      [
        ['state', state],
        ['channel', channel],
        ['source', source],
        ['recipient', recipient],
      ] as const
    ).map(([column, value]) => [column, value === undefined ? undefined : [value]] as const),
  ];
  return wanted.flatMap(([column, values]) =>
    values === undefined || values.length === 0 ? [] : [[column, values] as const],
  );
}
