import type { Generated } from 'kysely';

/** One message about one failed run to one recipient of one kind. */
export interface NotificationTable {
  notification_id: Generated<number>;
  provision_id: number;
  /** mail | webhook | telegram. */
  kind: string;
  /** Mail addresses with commas between, a URL, or a chat's id; unique for a run and kind. */
  recipient: string;
  subject: string;
  /** queued | sent | failed (given up). */
  status: string;
  /** Tries begun so far. */
  tries: number;
  /** When the next try is due; null when there is none. */
  next_try: string | null;
  /** What the last failed try met; kept after a success. */
  last_error: string | null;
  /** What the receiver calls the message: the mail server's last line, the chat's message id. */
  reply: string | null;
  /** The process that is sending it now, all null when none is. */
  owner_host: string | null;
  owner_pid: number | null;
  owner_started: string | null;
  /** When that process took it. */
  claimed: string | null;
  created: string;
  sent: string | null;
}
