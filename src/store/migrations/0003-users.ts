import type { Migration } from './migration.ts';

const sql = `
create table crm_user (
  user_id integer primary key autoincrement,
  email text not null unique,
  user_name text not null,
  password_hash text,
  enabled integer not null,
  totp_secret text,
  customer_id integer references customer on delete cascade,
  created text not null,
  last_modified text not null
);

create table role (
  role_id integer primary key autoincrement,
  role_name text not null unique,
  description text
);

create table user_role (
  user_id integer not null references crm_user on delete cascade,
  role_id integer not null references role on delete cascade,
  primary key (user_id, role_id)
) without rowid;

create table role_permission (
  role_id integer not null references role on delete cascade,
  permission text not null,
  primary key (role_id, permission)
) without rowid;
`;

export const users: Migration = { number: 3, name: 'users, roles and permissions', sql };
