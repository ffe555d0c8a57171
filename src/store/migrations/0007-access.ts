import type { Migration } from './migration.ts';

const sql = `
alter table crm_user add column totp_enabled integer not null default 0;
alter table crm_user add column totp_last_step integer not null default 0;

create table backup_code (
  user_id integer not null references crm_user on delete cascade,
  code_hash text not null,
  used text,
  primary key (user_id, code_hash)
) without rowid;

create table session (
  session_id text primary key,
  user_id integer not null references crm_user on delete cascade,
  address text,
  user_agent text,
  created text not null,
  last_used text not null,
  lifetime_seconds integer not null,
  expires text not null,
  ended text,
  ended_why text
) without rowid;
create index session_by_user on session (user_id, ended);
create index session_by_expiry on session (expires);

create table refresh_token (
  token_hash text primary key,
  session_id text not null references session on delete cascade,
  created text not null,
  used text
) without rowid;
create index refresh_token_by_session on refresh_token (session_id);

create table login_attempt (
  subject text primary key,
  attempts integer not null,
  window_ends text not null
) without rowid;

create table api_key (
  api_key_id integer primary key autoincrement,
  prefix text not null unique,
  key_hash text not null,
  key_name text not null unique,
  roles text not null,
  permissions text not null,
  routes text not null,
  actions text not null,
  addresses text not null,
  enabled integer not null,
  expires text,
  last_used text,
  created_by integer references crm_user on delete set null,
  created text not null,
  last_modified text not null
);

create table activity (
  activity_id integer primary key autoincrement,
  created text not null,
  principal_kind text not null check (principal_kind in ('user', 'api_key', 'address', 'run')),
  principal_id integer,
  principal_name text not null,
  user_id integer,
  address text,
  action text not null,
  entity text not null,
  entity_id text,
  customer_id integer,
  before text,
  after text
);
create index activity_by_customer on activity (customer_id, activity_id);
create index activity_by_entity on activity (entity, entity_id);
create index activity_by_created on activity (created);
create trigger activity_is_append_only before update on activity
begin
  select raise(abort, 'rows of the activity log are never changed');
end;
`;

export const access: Migration = { number: 7, name: 'sessions, API keys and the activity log', sql };
