import type { Migration } from './migration.ts';

const sql = `
create table network (
  network_id integer primary key autoincrement,
  cidr text not null,
  first_ip text not null,
  last_ip text not null,
  kind text not null,
  config_name text,
  dhcp_template text,
  use_radius integer not null default 0
);

create table host (
  host_id integer primary key autoincrement,
  network_id integer not null references network on delete cascade,
  ip text not null unique,
  mac text,
  option82 text,
  subscriber_id integer references subscriber on delete set null
);
create index host_by_mac on host (mac);
create index host_by_subscriber on host (subscriber_id);

create table nas (
  nas_id integer primary key autoincrement,
  network_id integer references network on delete cascade,
  nas_name text not null,
  ip text not null,
  kind text not null,
  alive integer,
  checked_at text
);

create table switch_model (
  switch_model_id integer primary key autoincrement,
  model_name text not null,
  ports integer,
  snmp_template text
);

create table switch (
  switch_id integer primary key autoincrement,
  switch_model_id integer references switch_model,
  parent_id integer,
  ip text,
  mac text,
  location text,
  description text not null default '',
  geo text,
  snmp_read text,
  snmp_write text,
  alive integer,
  dead_since text,
  checked_at text,
  fast_alive integer,
  fast_checked_at text
);

create table switch_outage (
  switch_outage_id integer primary key autoincrement,
  switch_id integer not null references switch on delete cascade,
  started text not null,
  ended text
);

create table switch_port (
  subscriber_id integer primary key references subscriber on delete cascade,
  switch_id integer not null references switch on delete cascade,
  port text not null
);

create table poll_result (
  switch_id integer not null references switch on delete cascade,
  oid text not null,
  raw text not null,
  created text not null,
  primary key (switch_id, oid)
) without rowid;

create table fdb (
  switch_id integer not null references switch on delete cascade,
  mac text not null,
  port text not null,
  vlan integer,
  port_description text,
  created text not null,
  primary key (switch_id, mac, port)
) without rowid;

create table fdb_archive (
  fdb_archive_id integer primary key autoincrement,
  archived_at text not null,
  switch_id integer not null,
  mac text not null,
  port text not null,
  vlan integer,
  port_description text
);
create index fdb_archive_by_mac on fdb_archive (mac, archived_at);
create index fdb_archive_by_date on fdb_archive (archived_at);

create table online (
  subscriber_id integer primary key references subscriber on delete cascade,
  seen_at text not null,
  seen_by text not null
);

create table traffic_mark (
  subscriber_id integer primary key references subscriber on delete cascade,
  octets integer not null,
  created text not null
);

create table wanted_mac (
  mac text primary key,
  notes text,
  created text not null,
  alerted_at text,
  alerted_login text
) without rowid;

create table monitor_task (
  monitor_task_id integer primary key autoincrement,
  active integer not null,
  task_name text not null,
  check_type text not null,
  param text not null,
  operator text not null,
  condition text not null default '',
  alert_action text not null default '',
  last_value text not null default ''
);

create table setting (
  setting_name text primary key,
  value text not null
) without rowid;
`;

export const network: Migration = { number: 12, name: 'networks, switches and their watching', sql };
