/**
 * The tables that FreeRADIUS's queries for SQLite name, with their columns. `owner` is ours: rows without it were written by
 * somebody else and are left alone.
 */
const userTable = (name: string, who: string): string => `
create table if not exists ${name} (
  id integer primary key autoincrement,
  ${who} text not null,
  attribute text not null,
  op text not null,
  value text not null,
  owner text
);
create index if not exists ${name}_by_name on ${name} (${who});`;

export const radiusSchema = `
${userTable('radcheck', 'username')}
${userTable('radreply', 'username')}
${userTable('radgroupcheck', 'groupname')}
${userTable('radgroupreply', 'groupname')}
create table if not exists radusergroup (
  id integer primary key autoincrement,
  username text not null,
  groupname text not null,
  priority integer not null default 1
);
create table if not exists radpostauth (
  id integer primary key autoincrement,
  username text not null,
  pass text not null,
  reply text not null,
  authdate text not null,
  class text
);
create table if not exists nasreload (
  nasipaddress text primary key,
  reloadtime text not null
);
create table if not exists radacct (
  radacctid integer primary key autoincrement,
  acctsessionid text not null default '',
  acctuniqueid text not null default '' unique,
  username text not null default '',
  realm text default '',
  nasipaddress text not null default '',
  nasportid text,
  nasporttype text,
  acctstarttime integer,
  acctupdatetime integer,
  acctstoptime integer,
  acctinterval integer,
  acctsessiontime integer,
  acctauthentic text,
  connectinfo_start text,
  connectinfo_stop text,
  acctinputoctets integer,
  acctoutputoctets integer,
  calledstationid text not null default '',
  callingstationid text not null default '',
  acctterminatecause text not null default '',
  servicetype text,
  framedprotocol text,
  framedipaddress text not null default '',
  framedipv6address text not null default '',
  framedipv6prefix text not null default '',
  framedinterfaceid text not null default '',
  delegatedipv6prefix text not null default '',
  class text
);
create index if not exists radacct_by_update on radacct (acctupdatetime);
create index if not exists radacct_by_stop on radacct (acctstoptime);
`;
