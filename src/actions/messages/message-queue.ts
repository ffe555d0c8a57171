/** Rows of the queue: taken, sent, put back, given up. */
import type { Selectable } from 'kysely';
import type { Database } from '../../store/schema.ts';
import type { MessageTable } from '../../store/tables/call.ts';
import type { ActionContext } from '../action.ts';
import type { Channel } from './queue-messages.ts';
import { retryTime } from './retry-time.ts';

export type QueuedMessage = Selectable<MessageTable>;

/** How a try ended. */
export interface Try {
  /** `down`: a later try may do better. `refused`: no try will. `not set up`: nothing was tried. */
  readonly state: 'sent' | 'down' | 'refused' | 'not set up';
  readonly reason?: string | undefined;
  readonly gateway?: string | undefined;
  readonly externalId?: string | undefined;
}

/** How many wait on each channel. */
export async function waitingMessages(db: Database): Promise<Readonly<Record<Channel, number>>> {
  const rows = await db
    .selectFrom('message')
    .select(({ fn }) => ['channel', fn.countAll<number>().as('waiting')])
    .where('state', 'in', ['queued', 'sending'])
    .groupBy('channel')
    .execute();
  return { sms: 0, telegram: 0, email: 0, ...Object.fromEntries(rows.map(row => [row.channel, row.waiting])) };
}

/** What a run that ended in the middle was sending goes back: nobody knows whether it went out, and a lost one is worse than two. */
export async function putBackAbandoned(context: ActionContext): Promise<void> {
  const { numUpdatedRows } = await context.transaction(tx =>
    tx
      .updateTable('message')
      .set({ state: 'queued', sender_run_id: null, last_error: 'the run that was sending it ended in the middle' })
      .where('state', '=', 'sending')
      .where('sender_run_id', '<>', context.runId)
      .executeTakeFirst(),
  );
  if (numUpdatedRows > 0n) context.count('taken again', Number(numUpdatedRows));
}

/** Takes the next messages of a channel that are due, the oldest first, beyond an id: each is tried once in a run. */
export async function takeDue(
  context: ActionContext,
  channel: Channel,
  after: number,
  limit: number,
): Promise<readonly QueuedMessage[]> {
  return context.transaction(async tx => {
    const now = context.now.toISOString();
    const due = await tx
      .selectFrom('message')
      .selectAll()
      .where('state', '=', 'queued')
      .where('channel', '=', channel)
      .where('message_id', '>', after)
      .where(eb => eb.or([eb('not_before', 'is', null), eb('not_before', '<=', now)]))
      .orderBy('message_id')
      .limit(limit)
      .execute();
    const ids = due.map(message => message.message_id);
    if (ids.length === 0) return [];
    await tx
      .updateTable('message')
      .set({ state: 'sending', sender_run_id: context.runId, last_modified: now })
      .where('message_id', 'in', ids)
      .execute();
    return due;
  });
}

/** Writes down how the tries of some messages ended. */
export async function writeTries(
  context: ActionContext,
  tries: readonly (readonly [QueuedMessage, Try])[],
): Promise<void> {
  await context.transaction(async tx => {
    for (const [message, end] of tries) {
      await tx
        .updateTable('message')
        .set({ ...changeOf(context, message, end), sender_run_id: null, last_modified: context.now.toISOString() })
        .where('message_id', '=', message.message_id)
        .execute();
    }
  });
  context.changed(tries.length);
}

function changeOf({ now }: ActionContext, message: QueuedMessage, end: Try) {
  const attempts = message.attempts + 1;
  const { gateway = null, externalId = null, reason = null } = end;
  if (end.state === 'not set up') return { state: 'queued', last_error: reason };
  if (end.state === 'sent') {
    return { state: 'sent', attempts, gateway, external_id: externalId, sent: now.toISOString(), last_error: null };
  }
  const next = end.state === 'refused' ? undefined : retryTime(attempts, message.created, now);
  const state = next === undefined ? 'failed' : 'queued';
  return { state, attempts, gateway, last_error: reason, not_before: next?.toISOString() ?? null };
}
