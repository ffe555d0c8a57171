import type { Migration } from './migration.ts';

const sql = `
create table device_method (
  switch_model_id integer primary key references switch_model on delete cascade,
  profile text not null,
  transport text not null check (transport in ('ssh', 'telnet'))
);

create table device_login (
  switch_id integer primary key references switch on delete cascade,
  active integer not null default 1,
  login text,
  password text,
  enable_password text,
  custom text,
  port integer,
  host_key text
);

create table device_config (
  device_config_id integer primary key autoincrement,
  switch_id integer not null references switch on delete cascade,
  saved text not null,
  config text not null
);
create index device_config_by_switch on device_config (switch_id, saved);
`;

export const deviceConfigs: Migration = { number: 22, name: 'logins of devices and their saved configurations', sql };
