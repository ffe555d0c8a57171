/** What grows without end, and when it may go. Rows of money, of services and of runs themselves stay. */
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../store/schema.ts';

export interface PruneRule {
  readonly summary: string;
  /** Kept so many days unless said otherwise. */
  readonly days: number;
  /** How many there are from before that moment. */
  count(db: Database, before: string): Promise<number>;
  /** Removes at most so many; tells how many it were. */
  remove(db: Database, before: string, most: number): Promise<number>;
}

/** By name, as --keep takes them. */
export const pruneRules: Readonly<Record<string, PruneRule>> = {
  runs: {
    summary:
      'tasks, journals and sealed variables of ended runs; not of dirty ones, nor of orders and tries still open',
    days: 365,
    count: (db, before) => count(db, endedRuns(before)),
    remove: pruneRuns,
  },
  notifications: rule(
    'messages that were sent or given up',
    90,
    'notification',
    'notification_id',
    before => sql`status <> 'queued' and created < ${before}`,
  ),
  requests: rule(
    'what is known of Idempotency-Keys',
    30,
    'idempotent_request',
    'created',
    before => sql`created < ${before}`,
  ),
  sessions: rule(
    'logins that have ended',
    30,
    'session',
    'session_id',
    before => sql`expires < ${before} or ended < ${before}`,
  ),
  attempts: rule('failed logins', 1, 'login_attempt', 'subject', before => sql`window_ends < ${before}`),
  partners: rule(
    'calls to partners that are known to have ended',
    90,
    'partner_call',
    'partner_call_id',
    before => sql`state <> 'started' and finished < ${before}`,
  ),
  actions: {
    ...rule('runs of actions and what they told', 365, 'action_run', 'action_run_id', endedActions),
    remove: pruneActions,
  },
};

function rule(
  summary: string,
  days: number,
  table: string,
  key: string,
  old: (before: string) => RawBuilder<unknown>,
): PruneRule {
  const rows = (before: string): RawBuilder<unknown> => sql`from ${sql.table(table)} where (${old(before)})`;
  return {
    summary,
    days,
    count: (db, before) => count(db, rows(before)),
    remove: async (db, before, most) => {
      const some = sql`select ${sql.ref(key)} ${rows(before)} limit ${most}`;
      const { numAffectedRows } = await sql`delete ${rows(before)} and ${sql.ref(key)} in (${some})`.execute(db);
      return Number(numAffectedRows);
    },
  };
}

/** A dirty run is a person's work yet; an order of several plays goes as a whole; what is tried again is looked up by the try. */
function endedRuns(before: string): RawBuilder<unknown> {
  return sql`from provision as run where provisioning_status <> 1 and finished < ${before} and verdict is not 'dirty'
    and (sealed_inputs is not null or exists (select 1 from provision_event where provision_id = run.provision_id)
      or exists (select 1 from provision_journal where provision_id = run.provision_id))
    and not exists (select 1 from provision_order as o where o.order_id = run.order_id
      and (o.state in ('running', 'undoing') or o.verdict is 'dirty'))
    and not exists (select 1 from provision as other where other.order_id = run.order_id
      and (other.provisioning_status = 1 or other.verdict is 'dirty'))
    and not exists (select 1 from provision as again where again.retry_of = run.provision_id
      and (again.provisioning_status = 1 or again.verdict is 'dirty'))`;
}

async function pruneRuns(db: Database, before: string, most: number): Promise<number> {
  const { rows } = await sql<{ provision_id: number }>`select provision_id ${endedRuns(before)} limit ${most}`.execute(
    db,
  );
  const ids = rows.map(row => row.provision_id);
  if (ids.length === 0) return 0;
  await db.deleteFrom('provision_event').where('provision_id', 'in', ids).execute();
  await db.deleteFrom('provision_journal').where('provision_id', 'in', ids).execute();
  await db.updateTable('provision').set({ sealed_inputs: null }).where('provision_id', 'in', ids).execute();
  return ids.length;
}

/** What was undone is known by the run that undid it. Marks stay: they are why money moves once. */
function endedActions(before: string): RawBuilder<unknown> {
  return sql`outcome <> 'running' and finished < ${before} and undone_by is null
    and action_run_id not in (select undone_by from action_run where undone_by is not null)`;
}

async function pruneActions(db: Database, before: string, most: number): Promise<number> {
  const query = sql<{
    id: number;
  }>`select action_run_id as id from action_run where ${endedActions(before)} limit ${most}`;
  const ids = (await query.execute(db)).rows.map(row => row.id);
  if (ids.length === 0) return 0;
  await db.deleteFrom('event').where('run_id', 'in', ids).execute();
  await db.deleteFrom('action_run').where('action_run_id', 'in', ids).execute();
  return ids.length;
}

async function count(db: Database, rows: RawBuilder<unknown>): Promise<number> {
  const { rows: found } = await sql<{ total: number }>`select count(*) as total ${rows}`.execute(db);
  return Number(found[0]?.total);
}
