import type { Migration } from './migration.ts';

const sql = `
create table tariff (
  tariff_id integer primary key autoincrement,
  tariff_name text not null unique,
  fee_minor integer not null,
  fee_period text not null check (fee_period in ('month', 'day')),
  personal_day_fee_minor integer,
  speed_down_kbit integer,
  speed_up_kbit integer
);

create table subscriber (
  subscriber_id integer primary key autoincrement,
  login text not null unique,
  service_id integer references service on delete set null,
  tariff_id integer references tariff,
  balance_minor integer not null default 0,
  virtual_minor integer not null default 0,
  credit_minor integer not null default 0,
  credit_until text,
  frozen integer not null default 0 check (frozen in (0, 1)),
  down integer not null default 0 check (down in (0, 1)),
  always_online integer not null default 1 check (always_online in (0, 1)),
  created text not null
);
create index subscriber_by_service on subscriber (service_id) where service_id is not null;

create table subscriber_profile (
  subscriber_id integer primary key references subscriber on delete cascade,
  password text,
  real_name text,
  email text,
  contract text,
  contract_date text,
  payment_id text,
  birth_date text,
  passport text,
  ip text,
  city text,
  street text,
  building text,
  apartment text,
  entrance text,
  floor text,
  speed_kbit integer,
  octets_down integer not null default 0,
  octets_up integer not null default 0,
  notes text
);
create index profile_by_ip on subscriber_profile (ip);

create table radius_alias (
  login text primary key,
  alias text not null unique
) without rowid;

create table phone (
  phone_id integer primary key autoincrement,
  subscriber_id integer not null references subscriber on delete cascade,
  kind text not null check (kind in ('phone', 'mobile', 'extra')),
  number text not null,
  notes text
);
create index phone_by_subscriber on phone (subscriber_id);
create index phone_by_number on phone (number);

create table tag (
  tag_id integer primary key autoincrement,
  tag_name text not null
);

create table subscriber_tag (
  subscriber_id integer not null references subscriber on delete cascade,
  tag_id integer not null references tag on delete cascade,
  quantity integer not null default 1,
  primary key (subscriber_id, tag_id)
) without rowid;
create index subscriber_tag_by_tag on subscriber_tag (tag_id, subscriber_id);

create table custom_field (
  custom_field_id integer primary key autoincrement,
  field_name text not null
);

create table subscriber_field (
  subscriber_id integer not null references subscriber on delete cascade,
  custom_field_id integer not null,
  value text not null,
  primary key (subscriber_id, custom_field_id)
) without rowid;

create table cash_type (
  cash_type_id integer primary key autoincrement,
  cash_type_name text not null,
  is_cash integer not null default 0
);

create table ledger (
  ledger_id integer primary key autoincrement,
  account text not null check (account in ('main', 'virtual', 'cable')),
  owner_id integer not null,
  business_date text not null,
  created text not null,
  kind text not null
    check (kind in ('payment', 'correction', 'set', 'mock', 'fee', 'opening', 'reversal')),
  amount_minor integer not null,
  before_minor integer not null,
  after_minor integer not null check (after_minor = before_minor + amount_minor),
  shown_minor integer,
  cash_type_id integer,
  actor text not null,
  note text not null default '',
  action text,
  subject text not null default '',
  period text,
  attempt integer not null default 0,
  run_id integer,
  reverses_id integer unique references ledger
);
create unique index ledger_once on ledger (action, owner_id, subject, period, attempt) where period is not null;
create index ledger_by_owner on ledger (owner_id, account);
create index ledger_by_date on ledger (business_date);
create index ledger_by_run on ledger (run_id) where run_id is not null;

create trigger ledger_keeps_rows before update on ledger begin
  select raise(abort, 'the ledger is append-only');
end;
create trigger ledger_keeps_all before delete on ledger begin
  select raise(abort, 'the ledger is append-only');
end;

create trigger ledger_main after insert on ledger when new.account = 'main' and new.action is not 'import' begin
  update subscriber set balance_minor = new.after_minor
    where subscriber_id = new.owner_id and balance_minor = new.before_minor;
  select raise(abort, 'the ledger row does not start from the balance') where changes() <> 1;
end;
create trigger ledger_virtual after insert on ledger when new.account = 'virtual' and new.action is not 'import' begin
  update subscriber set virtual_minor = new.after_minor
    where subscriber_id = new.owner_id and virtual_minor = new.before_minor;
  select raise(abort, 'the ledger row does not start from the balance') where changes() <> 1;
end;

create table virtual_service (
  virtual_service_id integer primary key autoincrement,
  tag_id integer not null references tag,
  price_minor integer not null,
  account text not null check (account in ('main', 'virtual')),
  priority integer not null default 1,
  charge_always integer not null default 0,
  period_days integer not null default 0,
  archived integer not null default 0
);

create table virtual_service_exclusion (
  virtual_service_id integer not null references virtual_service on delete cascade,
  tag_id integer not null,
  primary key (virtual_service_id, tag_id)
) without rowid;

create table discount (
  subscriber_id integer primary key references subscriber on delete cascade,
  basis_points integer not null
);

create table loyalty (
  subscriber_id integer primary key references subscriber on delete cascade,
  days integer not null,
  basis_points integer not null,
  last_date text not null
);

create table debt_days (
  subscriber_id integer primary key references subscriber on delete cascade,
  days integer not null,
  last_date text not null
);

create table credit (
  credit_id integer primary key autoincrement,
  subscriber_id integer not null references subscriber on delete cascade,
  credit_minor integer,
  credit_until text,
  source text not null,
  run_id integer,
  created text not null
);
create index credit_by_subscriber on credit (subscriber_id, created);

create table freeze_days (
  subscriber_id integer primary key references subscriber on delete cascade,
  granted integer not null,
  used integer not null default 0,
  worked integer not null default 0,
  restore_after integer not null,
  last_used text,
  last_worked text
);

create table friendship (
  friend_id integer primary key references subscriber on delete cascade,
  parent_id integer not null references subscriber on delete cascade
);

create table personal_day (
  subscriber_id integer primary key references subscriber on delete cascade,
  day integer not null check (day between 0 and 31),
  last_modified text not null
);
`;

export const subscribers: Migration = { number: 10, name: 'subscribers and their money', sql };
