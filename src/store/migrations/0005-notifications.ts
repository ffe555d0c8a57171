import type { Migration } from './migration.ts';

const sql = `
create table notification (
  notification_id integer primary key autoincrement,
  provision_id integer not null references provision on delete cascade,
  kind text not null check (kind in ('mail', 'webhook', 'telegram')),
  recipient text not null,
  subject text not null,
  status text not null check (status in ('queued', 'sent', 'failed')),
  tries integer not null,
  next_try text,
  last_error text,
  reply text,
  owner_host text,
  owner_pid integer,
  owner_started text,
  claimed text,
  created text not null,
  sent text,
  unique (provision_id, kind, recipient)
);
create index notification_by_status on notification (status, next_try);
`;

export const notifications: Migration = { number: 5, name: 'messages about failed runs', sql };
