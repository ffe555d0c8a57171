import type { Migration } from './migration.ts';

const sql = `
create table tv_plan (
  tv_plan_id integer primary key autoincrement,
  provider text not null check (provider in ('megogo', 'prostotv', 'olltv')),
  plan_number integer not null,
  plan_name text not null default '',
  fee_minor integer not null,
  service_id text,
  is_primary integer not null default 1,
  trial integer not null default 0,
  unique (provider, plan_number)
);

create table tv_subscription (
  tv_subscription_id integer primary key autoincrement,
  subscriber_id integer not null references subscriber on delete cascade,
  tv_plan_id integer not null references tv_plan,
  addon_plan_id integer references tv_plan,
  external_id text,
  active integer not null default 1,
  trial integer not null default 0,
  since text not null,
  ended text
);
create index tv_subscription_by_plan on tv_subscription (tv_plan_id, active);
create index tv_subscription_by_subscriber on tv_subscription (subscriber_id);

create table tv_request (
  tv_request_id integer primary key autoincrement,
  subscriber_id integer not null references subscriber on delete cascade,
  tv_plan_id integer not null references tv_plan,
  request text not null default 'unsub',
  state text not null default 'due' check (state in ('due', 'done')),
  last_error text,
  created text not null
);

create table poll (
  poll_id integer primary key autoincrement,
  title text not null,
  enabled integer not null default 1
);

create table poll_option (
  poll_option_id integer primary key autoincrement,
  poll_id integer not null references poll on delete cascade,
  body text not null
);

create table poll_vote (
  poll_vote_id integer primary key autoincrement,
  poll_id integer not null references poll on delete cascade,
  poll_option_id integer not null,
  login text not null,
  created text not null
);
create index poll_vote_by_time on poll_vote (created);

create table exported (
  target text not null,
  subject text not null,
  digest text not null,
  created text not null,
  primary key (target, subject)
) without rowid;

create table partner_call (
  partner_call_id integer primary key autoincrement,
  run_id integer,
  play text not null,
  subject text not null,
  state text not null check (state in ('started', 'done', 'failed')),
  detail text,
  started text not null,
  finished text
);
create index partner_call_by_run on partner_call (run_id);

create table if not exists traffic_month (
  subscriber_id integer not null references subscriber on delete cascade,
  month text not null,
  source text not null,
  octets_down integer not null default 0,
  octets_up integer not null default 0,
  primary key (subscriber_id, month, source)
) without rowid;
`;

export const partners: Migration = { number: 18, name: 'subscriptions at partners, polls, calls of plays', sql };
