/** The rows of messages: which are due, who takes one, and what became of it. */
import type { Selectable } from 'kysely';
import type { Database } from '../../store/schema.ts';
import type { NotificationTable } from '../../store/tables/notification.ts';
import { isOwnerGone, thisProcess } from '../run-owner.ts';
import type { NotificationKind } from './context.ts';

export type Notification = Omit<Selectable<NotificationTable>, 'kind' | 'status'> & {
  readonly kind: NotificationKind;
  readonly status: 'queued' | 'sent' | 'failed';
};

export interface DueQuery {
  readonly limit: number;
  readonly now: Date;
  /** Those of one run only. */
  readonly provisionId?: number | undefined;
  /** Also what is not due yet, and what was given up. */
  readonly all?: boolean | undefined;
}

/** What waits to be sent and is in nobody's hands, the oldest first. */
export async function dueNotifications(
  db: Database,
  { limit, now, provisionId, all }: DueQuery,
): Promise<Notification[]> {
  let query = db.selectFrom('notification').selectAll();
  if (all) query = query.where('status', '!=', 'sent');
  else query = query.where('status', '=', 'queued').where('next_try', '<=', now.toISOString());
  if (provisionId !== undefined) query = query.where('provision_id', '=', provisionId);
  const rows = (await query.orderBy('notification_id').limit(limit).execute()) as Notification[];
  return rows.filter(row => row.claimed === null || isClaimDead(row, now));
}

/** No try takes as long; of a process on another host only its silence can be seen. */
const CLAIM_MS = 15 * 60_000;

function isClaimDead(row: Notification, now: Date): boolean {
  return isOwnerGone(row) || now.getTime() - Date.parse(row.claimed ?? '') > CLAIM_MS;
}

/**
 * Takes a row for one try, as it will be during that try; undefined when another process was quicker. A row whose last
 * holder died may have been sent: it is sent again, and says so.
 */
export async function claimNotification(db: Database, row: Notification, now: Date): Promise<Notification | undefined> {
  const last_error = row.claimed === null ? row.last_error : doubtOf(row);
  const taken = { ...thisProcess(), claimed: now.toISOString(), tries: row.tries + 1, last_error };
  const { numUpdatedRows } = await db
    .updateTable('notification')
    .set(taken)
    .where('notification_id', '=', row.notification_id)
    .where('status', '=', row.status)
    .where('tries', '=', row.tries)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n ? { ...row, ...taken } : undefined;
}

function doubtOf({ tries, owner_pid, owner_host }: Notification): string {
  return `may have been sent: process ${owner_pid} on ${owner_host} ended during try ${tries}`;
}

type End = Pick<Notification, 'status' | 'next_try' | 'last_error' | 'reply' | 'sent'>;

/** Writes the end of a try and gives the row back; nothing when another process has taken it over meanwhile. */
export async function finishTry(db: Database, taken: Notification, end: End): Promise<void> {
  await db
    .updateTable('notification')
    .set({ ...end, owner_host: null, owner_pid: null, owner_started: null, claimed: null })
    .where('notification_id', '=', taken.notification_id)
    .where('tries', '=', taken.tries)
    .execute();
}

/** Messages, the newest first: of one run, or only those that have not gone out. */
export async function listNotifications(
  db: Database,
  { provisionId, unsent, limit }: { provisionId?: number | undefined; unsent?: boolean | undefined; limit: number },
): Promise<Notification[]> {
  let query = db.selectFrom('notification').selectAll();
  if (provisionId !== undefined) query = query.where('provision_id', '=', provisionId);
  if (unsent) query = query.where('status', '!=', 'sent');
  return (await query.orderBy('notification_id', 'desc').limit(limit).execute()) as Notification[];
}
