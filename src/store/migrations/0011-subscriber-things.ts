import type { Migration } from './migration.ts';

const sql = `
create table task (
  task_id integer primary key autoincrement,
  due text not null,
  login text not null,
  task_action text not null,
  param text not null default '',
  notes text not null default '',
  state text not null check (state in ('due', 'done', 'failed')),
  created text not null,
  finished text,
  run_id integer
);
create index task_by_state on task (state, due);
create index task_by_login on task (login);

create table fixed_term_tariff (
  tariff_id integer primary key references tariff on delete cascade,
  next_tariff_id integer not null references tariff,
  fee_period text not null check (fee_period in ('month', 'day')),
  duration integer not null,
  starts_now integer not null default 0,
  charge_fee integer not null default 0,
  charge_until_day integer not null default 0,
  charge_absolute_minor integer not null default 0,
  set_credit integer not null default 0,
  credit_days integer not null default 0
);

create table fixed_term (
  fixed_term_id integer primary key autoincrement,
  subscriber_id integer not null references subscriber on delete cascade,
  tariff_id integer not null references tariff,
  next_tariff_id integer not null references tariff,
  start_date text not null,
  end_date text not null,
  active integer not null default 1,
  task_id integer references task
);
create index fixed_term_by_subscriber on fixed_term (subscriber_id);

create table signup_charge (
  tariff_id integer primary key references tariff on delete cascade,
  until_day integer not null default 0,
  charge_fee integer not null default 0,
  charge_absolute_minor integer not null default 0,
  credit_days integer not null default 0
);

create table camera_owner (
  camera_owner_id integer primary key autoincrement,
  owner_name text not null,
  primary_subscriber_id integer references subscriber on delete set null,
  charge_cameras integer not null default 0
);

create table camera (
  camera_id integer primary key autoincrement,
  camera_owner_id integer not null references camera_owner on delete cascade,
  subscriber_id integer not null references subscriber on delete cascade
);

create table cable_tariff (
  cable_tariff_id integer primary key autoincrement,
  tariff_name text not null,
  fee_minor integer not null
);

create table cable_subscriber (
  cable_subscriber_id integer primary key autoincrement,
  contract text,
  real_name text,
  mobile text,
  cable_tariff_id integer references cable_tariff,
  next_cable_tariff_id integer references cable_tariff,
  balance_minor integer not null default 0,
  active integer not null default 1,
  created text not null
);

create trigger ledger_cable after insert on ledger when new.account = 'cable' and new.action is not 'import' begin
  update cable_subscriber set balance_minor = new.after_minor
    where cable_subscriber_id = new.owner_id and balance_minor = new.before_minor;
  select raise(abort, 'the ledger row does not start from the balance') where changes() <> 1;
end;

create table card (
  card_id integer primary key autoincrement,
  serial text not null unique,
  part text,
  amount_minor integer not null,
  active integer not null,
  used integer not null default 0,
  used_login text,
  used_ip text,
  used_at text,
  created text not null
);

create table guess (
  guess_id integer primary key autoincrement,
  kind text not null check (kind in ('card', 'portal')),
  value text not null,
  login text,
  address text,
  created text not null
);

create table agent (
  agent_id integer primary key autoincrement,
  agent_name text not null,
  abbreviation text,
  registry_code text,
  tax_code text,
  license_number text,
  bank_account text,
  bank_name text,
  bank_code text,
  legal_address text,
  postal_address text,
  phone text,
  signatory text,
  signatory_genitive text,
  basis text,
  email text,
  site_url text
);

create table agent_rule (
  agent_rule_id integer primary key autoincrement,
  agent_id integer not null,
  street_part text,
  subscriber_id integer references subscriber on delete cascade,
  check ((street_part is null) <> (subscriber_id is null))
);

create table district (
  district_id integer primary key autoincrement,
  district_name text not null
);

create table district_rule (
  district_rule_id integer primary key autoincrement,
  district_id integer not null references district on delete cascade,
  city text not null,
  street text,
  building text
);

create table call (
  call_id integer primary key autoincrement,
  number text not null,
  login text not null default '',
  created text not null
);

create table callback_request (
  callback_request_id integer primary key autoincrement,
  number text not null,
  state text not null default 'undone',
  created text not null
);

create table message (
  message_id integer primary key autoincrement,
  channel text not null check (channel in ('sms', 'telegram', 'email')),
  recipient text not null,
  subject text,
  body text not null,
  source text not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'delivered', 'failed')),
  attempts integer not null default 0,
  not_before text,
  external_id text,
  last_error text,
  once_key text unique,
  created text not null,
  last_modified text not null
);
create index message_by_state on message (state, channel);

create table business_stat (
  business_date text not null,
  stat_name text not null,
  value text not null,
  primary key (business_date, stat_name)
) without rowid;
`;

export const subscriberThings: Migration = { number: 11, name: 'tasks, cards, cable, agents, calls', sql };
