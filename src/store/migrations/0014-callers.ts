import type { Migration } from './migration.ts';

/** A number's last nine digits are the same however it was written: 0501112233, +380 50 111-22-33. */
const sql = `
alter table phone add column number_end text generated always as (
  substr(replace(replace(replace(replace(replace(number, ' ', ''), '-', ''), '(', ''), ')', ''), '+', ''), -9)
) virtual;
create index phone_by_end on phone (number_end);

create index call_by_number on call (number);

create index ledger_of_gateway on ledger (created) where actor = 'openpayz';

create index subscriber_by_tariff on subscriber (tariff_id);

create table payment_notice (
  ledger_id integer primary key references ledger on delete cascade,
  created text not null,
  sent_at text
);
create index payment_notice_unsent on payment_notice (ledger_id) where sent_at is null;

create table last_fee (
  subscriber_id integer primary key references subscriber on delete cascade,
  charged_at text not null,
  before_minor integer not null,
  after_minor integer not null
);

create view district_member as
  select distinct p.subscriber_id, r.district_id
  from district_rule as r join subscriber_profile as p on p.city = r.city
    and (r.street is null or p.street = r.street)
    and (r.building is null or p.building = r.building);
`;

export const callers: Migration = { number: 14, name: 'callers by number, notices of payments, last fees', sql };
