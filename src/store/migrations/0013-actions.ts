import type { Migration } from './migration.ts';

/** The running row of a lock is the lock: the partial unique index lets one process have it. */
const sql = `
create table action_run (
  action_run_id integer primary key autoincrement,
  action_name text not null,
  params text not null,
  door text not null,
  outcome text not null check (outcome in ('running', 'done', 'skipped', 'refused', 'failed', 'timed out')),
  reply text,
  reason text,
  counts text not null default '{}',
  rows_changed integer not null default 0,
  as_of text not null,
  dry_run integer not null default 0,
  lock_name text,
  owner_host text,
  owner_pid integer,
  owner_started text,
  started text not null,
  finished text,
  undone_by integer references action_run
);
create unique index action_run_lock on action_run (lock_name) where outcome = 'running' and lock_name is not null;
create index action_run_by_name on action_run (action_name, action_run_id);

create table action_mark (
  action text not null,
  subject text not null,
  period text not null,
  run_id integer,
  created text not null,
  primary key (action, subject, period)
) without rowid;

create table event (
  event_id integer primary key autoincrement,
  run_id integer,
  actor text not null,
  body text not null,
  created text not null
);
create index event_by_run on event (run_id);
`;

export const actionRuns: Migration = { number: 13, name: 'runs of actions, what they marked and told', sql };
