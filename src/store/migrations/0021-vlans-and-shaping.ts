import type { Migration } from './migration.ts';

const sql = `
create table tariff_window (
  tariff_window_id integer primary key autoincrement,
  tariff_id integer not null references tariff on delete cascade,
  from_time text not null,
  to_time text not null,
  speed_down_kbit integer not null
);
create index tariff_window_by_tariff on tariff_window (tariff_id);

create table tariff_burst (
  tariff_id integer primary key references tariff on delete cascade,
  down_kbit integer not null,
  up_kbit integer not null,
  down_seconds integer not null,
  up_seconds integer not null
);

create table router_login (
  nas_id integer primary key references nas on delete cascade,
  username text not null,
  password text,
  port integer not null default 8728
);

create table vlan_terminator (
  vlan_terminator_id integer primary key autoincrement,
  vlan_pool_id integer not null,
  ip text not null
);

create table vlan_host (
  vlan_pool_id integer not null,
  vlan integer not null,
  subscriber_id integer not null references subscriber on delete cascade,
  primary key (vlan_pool_id, vlan)
) without rowid;
create index vlan_host_by_subscriber on vlan_host (subscriber_id);

create table vlan_mac (
  vlan_mac_id integer primary key autoincrement,
  subscriber_id integer not null references subscriber on delete cascade,
  vlan integer not null,
  mac text not null,
  created text not null
);
create index vlan_mac_by_subscriber on vlan_mac (subscriber_id, created);
`;

export const vlansAndShaping: Migration = { number: 21, name: 'speeds by the clock, and MACs behind VLANs', sql };
