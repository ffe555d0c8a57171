import type { Migration } from './migration.ts';

/** The customer of a subscriber is the customer of its service, whichever way either of them changes: triggers see to it. */
const sql = `
alter table subscriber add column customer_id integer references customer on delete set null;
alter table subscriber add column closed text;
update subscriber set customer_id = (select s.customer_id from service as s where s.service_id = subscriber.service_id)
  where service_id is not null;
create index subscriber_by_customer on subscriber (customer_id) where customer_id is not null;

create trigger subscriber_new after insert on subscriber when new.service_id is not null begin
  update subscriber set customer_id = (select customer_id from service where service_id = new.service_id)
    where subscriber_id = new.subscriber_id;
end;
create trigger subscriber_moved after update of service_id on subscriber when new.service_id is not null begin
  update subscriber set customer_id = (select customer_id from service where service_id = new.service_id)
    where subscriber_id = new.subscriber_id;
end;
create trigger service_handed_over after update of customer_id on service begin
  update subscriber set customer_id = new.customer_id where service_id = new.service_id;
end;

create table radius_nas (
  nas_id integer primary key references nas on delete cascade,
  user_name text not null,
  service text not null check (service in ('none', 'pod', 'coa', 'podcoa')),
  only_active integer not null default 0,
  port integer not null default 3799,
  secret text,
  pod text,
  coa_connect text,
  coa_disconnect text
);
create table radius_attribute (
  radius_attribute_id integer primary key autoincrement,
  nas_id integer not null references nas on delete cascade,
  scenario text not null check (scenario in ('check', 'reply', 'groupreply')),
  modifier text not null check (modifier in ('all', 'active', 'inactive')),
  attribute text not null,
  operator text not null,
  content text not null
);
create index radius_attribute_by_nas on radius_attribute (nas_id);
create table radius_state (
  subscriber_id integer primary key references subscriber on delete cascade,
  active integer not null
);
create table radius_session (
  session_key text primary key,
  octets_down integer not null,
  octets_up integer not null,
  last_modified text not null
) without rowid;
create table signal (
  switch_id integer not null references switch on delete cascade,
  mac text not null,
  created text not null,
  rx_dbm real,
  tx_dbm real,
  distance integer,
  primary key (switch_id, mac, created)
) without rowid;
create index signal_by_mac on signal (mac, created);
create table call_outcome (
  call_date text not null,
  number text not null,
  missed integer not null default 0,
  last_missed text,
  recalls integer not null default 0,
  talk_seconds integer not null default 0,
  try_seconds integer not null default 0,
  primary key (call_date, number)
) without rowid;
`;

export const subscribersOfServices: Migration = {
  number: 19,
  name: 'subscribers of services, RADIUS, signals, calls back',
  sql,
};
