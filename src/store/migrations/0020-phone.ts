import type { Migration } from './migration.ts';

const sql = `
create table pbx_server (
  pbx_server_id integer primary key check (pbx_server_id = 1),
  uuid text not null
);
insert into pbx_server (pbx_server_id, uuid) values (1, lower(
  hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' ||
  substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
));

create table pbx_context (
  context_name text primary key,
  context_type text not null check (context_type in ('internal', 'incall', 'outcall', 'services', 'others'))
) without rowid;

create table pbx_range (
  pbx_range_id integer primary key autoincrement,
  context_name text not null references pbx_context on delete cascade,
  first_number text not null,
  last_number text,
  did_length integer not null default 0
);

insert into pbx_context (context_name, context_type) values
  ('default', 'internal'), ('from-extern', 'incall'), ('to-extern', 'outcall');
insert into pbx_range (context_name, first_number, last_number) values
  ('default', '1000', '1999'), ('from-extern', '1000', '4999');

create table pbx_user (
  pbx_user_id integer primary key autoincrement,
  firstname text not null,
  lastname text not null default '',
  caller_id text not null,
  outgoing_caller_id text not null default '',
  username text not null default '',
  password text,
  music_on_hold text not null default '',
  mobile_phone_number text,
  userfield text not null default '',
  timezone text,
  language text,
  description text not null default '',
  preprocess_subroutine text,
  searched text not null
);
create index pbx_user_by_lastname on pbx_user (lastname collate nocase, pbx_user_id);

create table pbx_device (
  pbx_device_id text primary key,
  ip text,
  mac text unique,
  sn text,
  plugin text,
  vendor text,
  model text,
  version text,
  description text,
  template_id text,
  options text,
  status text not null default 'not_configured' check (status in ('not_configured', 'autoprov')),
  searched text not null
);

create table pbx_line (
  pbx_line_id integer primary key autoincrement,
  context text not null references pbx_context (context_name),
  device_slot integer not null,
  username text not null unique,
  secret text not null,
  provisioning_extension text not null unique,
  pbx_device_id text references pbx_device
);
create index pbx_line_by_device on pbx_line (pbx_device_id);

create table pbx_extension (
  pbx_extension_id integer primary key autoincrement,
  exten text not null,
  context text not null references pbx_context (context_name),
  commented integer not null default 0,
  unique (exten, context)
);

create table pbx_user_line (
  pbx_user_id integer primary key references pbx_user,
  pbx_line_id integer not null references pbx_line,
  main_user integer not null
);
create index pbx_user_line_by_line on pbx_user_line (pbx_line_id);

create table pbx_line_extension (
  pbx_line_extension_id integer primary key autoincrement,
  pbx_line_id integer not null references pbx_line,
  pbx_extension_id integer not null unique references pbx_extension,
  kind text not null check (kind in ('internal', 'incall'))
);
create unique index pbx_line_extension_internal on pbx_line_extension (pbx_line_id) where kind = 'internal';
create index pbx_line_extension_by_line on pbx_line_extension (pbx_line_id);
`;

export const phone: Migration = { number: 20, name: 'phone system: users, lines, extensions, devices', sql };
