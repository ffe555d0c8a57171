import type { Generated } from 'kysely';

/** A run of an action, a skip or a refusal. While it is running, its row is the lock. */
export interface ActionRunTable {
  action_run_id: Generated<number>;
  action_name: string;
  /** The text of a JSON object, secrets masked. */
  params: string;
  /** cli | http | cron */
  door: string;
  /** running | done | skipped | refused | failed | timed out */
  outcome: string;
  /** The text that the caller got. */
  reply: string | null;
  /** Why it was skipped, refused or failed. */
  reason: string | null;
  /** The text of a JSON object: `{"charged":3,"already":412}`. */
  counts: Generated<string>;
  /** Rows of the database that it wrote. */
  rows_changed: Generated<number>;
  /** The business date it ran for. */
  as_of: string;
  dry_run: Generated<number>;
  /** Null for actions that may overlap. */
  lock_name: string | null;
  owner_host: string | null;
  owner_pid: number | null;
  owner_started: string | null;
  started: string;
  finished: string | null;
  /** The run that took its money back. */
  undone_by: number | null;
}

/** That something happened for a period, where no ledger row says so. */
export interface ActionMarkTable {
  action: string;
  subject: string;
  period: string;
  run_id: number | null;
  created: string;
}

/** What an action told the administrator (Ubilling's weblogs). */
export interface EventTable {
  event_id: Generated<number>;
  run_id: number | null;
  actor: string;
  body: string;
  created: string;
}
