import type { Migration } from './migration.ts';

const sql = `
alter table message add column gateway text;
alter table message add column sender_run_id integer;
alter table message add column sent text;
alter table message add column checked text;
alter table message add column delivery text;
create index message_sent_by on message (state, sent) where external_id is not null;

create table employee (
  employee_id integer primary key autoincrement,
  employee_name text not null,
  appointment text,
  mobile text,
  telegram text,
  admin_login text,
  active integer not null default 1
);

create table staff_note (
  staff_note_id integer primary key autoincrement,
  owner text not null,
  remind_date text,
  active integer not null default 1,
  body text not null default '',
  created text not null
);
create index staff_note_by_date on staff_note (remind_date);

create table job_order (
  job_order_id integer primary key autoincrement,
  employee_id integer,
  start_date text,
  address text,
  done integer not null default 0,
  created text not null
);
create index job_order_by_date on job_order (start_date);

create table job (
  job_id integer primary key autoincrement,
  business_date text not null,
  job_order_id integer,
  employee_id integer not null,
  job_name text not null,
  factor real not null default 1,
  unit text,
  minutes integer not null default 0,
  price_minor integer not null default 0,
  agreed_minor integer,
  created text not null
);
create index job_by_date on job (business_date);

create table stock_item (
  stock_item_id integer primary key autoincrement,
  item_name text not null,
  unit text
);

create table stock_receipt (
  stock_receipt_id integer primary key autoincrement,
  stock_item_id integer not null,
  quantity real not null,
  price_minor integer not null
);

create table stock_reservation (
  stock_reservation_id integer primary key autoincrement,
  stock_item_id integer not null,
  employee_id integer not null,
  quantity real not null
);

create table lead_activity (
  lead_activity_id integer primary key autoincrement,
  lead_id integer,
  employee_id integer,
  is_open integer not null default 1,
  created text not null
);

create table campaign_filter (
  campaign_filter_id integer primary key autoincrement,
  filter_name text not null,
  rules text not null
);

create table campaign_template (
  campaign_template_id integer primary key autoincrement,
  template_name text not null,
  body text not null
);

create table campaign_number (
  list text not null,
  number text not null,
  notes text,
  primary key (list, number)
) without rowid;
`;

export const messages: Migration = { number: 17, name: 'delivery of messages, staff and campaigns', sql };
