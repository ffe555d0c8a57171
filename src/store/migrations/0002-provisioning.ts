import type { Migration } from './migration.ts';

const sql = `
create table provision (
  provision_id integer primary key autoincrement,
  customer_id integer references customer,
  product_id integer references product,
  service_id integer references service on delete set null,
  action text not null check (action in ('provision', 'deprovision')),
  provisioning_play text not null,
  playbook_description text,
  provisioning_json_vars text not null,
  provisioning_status integer not null check (provisioning_status in (0, 1, 2)),
  task_count integer not null,
  initiating_user integer,
  order_key text unique,
  order_digest text,
  owner_host text,
  owner_pid integer,
  owner_started text,
  heartbeat text,
  interrupted text,
  verdict text check (verdict in ('clean', 'dirty')),
  created text not null,
  finished text
);
create index provision_by_customer on provision (customer_id);
create index provision_by_service on provision (service_id);
create index provision_by_status on provision (provisioning_status, provision_id);

create table provision_event (
  provision_id integer not null references provision on delete cascade,
  event_number integer not null,
  event_name text not null,
  provisioning_status integer not null check (provisioning_status in (0, 1, 2, 3)),
  provisioning_result_json text,
  timestamp text not null,
  duration_ms integer,
  task_path text,
  primary key (provision_id, event_number)
) without rowid;

create table service (
  service_id integer primary key autoincrement,
  customer_id integer not null references customer,
  product_id integer not null references product,
  site_id integer references site on delete set null,
  service_name text not null,
  service_uuid text not null unique,
  service_type text,
  service_status text not null check (service_status in ('Active', 'Inactive', 'Suspended')),
  retail_cost_minor integer not null,
  wholesale_cost_minor integer not null,
  auto_renew text not null,
  notes text,
  custom_fields text not null,
  start_date text,
  end_date text,
  created_by_provision_id integer references provision on delete set null,
  removal_facts text,
  created text not null,
  last_modified text not null
);
create index service_by_customer on service (customer_id);
create index service_by_product on service (product_id);
create index service_by_provision on service (created_by_provision_id);

create table inventory_template (
  inventory_template_id integer primary key autoincrement,
  inventory_type text not null unique,
  comment text,
  fields text not null,
  created text not null,
  last_modified text not null
);

create table inventory (
  inventory_id integer primary key autoincrement,
  inventory_type text not null references inventory_template (inventory_type) on update cascade,
  item_state text not null
    check (item_state in ('New', 'Reserved', 'Assigned', 'Used', 'Faulty', 'Decommissioned')),
  customer_id integer references customer,
  service_id integer references service on delete set null,
  notes text,
  fields text not null,
  reserved_by integer references provision on delete set null,
  reserved_until text,
  reserved_from text,
  created text not null,
  last_modified text not null
);
create index inventory_by_customer on inventory (customer_id);
create index inventory_by_service on inventory (service_id);
create index inventory_by_type on inventory (inventory_type, item_state, inventory_id);
create index inventory_by_reservation on inventory (reserved_by) where reserved_by is not null;

create table inventory_unique (
  inventory_type text not null,
  field text not null,
  value text not null,
  inventory_id integer not null references inventory on delete cascade,
  primary key (inventory_type, field, value)
) without rowid;
create index inventory_unique_by_item on inventory_unique (inventory_id);
create index inventory_unique_by_value on inventory_unique (value);

create table crm_transaction (
  transaction_id integer primary key autoincrement,
  customer_id integer not null references customer,
  service_id integer references service on delete set null,
  title text not null,
  description text,
  retail_cost_minor integer not null,
  wholesale_cost_minor integer not null,
  tax_minor integer not null,
  invoice_id integer,
  provision_id integer references provision on delete set null,
  created text not null,
  last_modified text not null
);
create index transaction_by_customer on crm_transaction (customer_id);
create index transaction_by_service on crm_transaction (service_id);

create table payment (
  payment_id integer primary key autoincrement,
  customer_id integer not null references customer,
  service_id integer references service on delete set null,
  provision_id integer references provision on delete set null,
  payment_status text not null check (payment_status in ('pending', 'succeeded', 'declined', 'refunded')),
  amount_minor integer not null,
  refunded_minor integer not null,
  currency text not null,
  description text,
  idempotency_key text not null unique,
  gateway_token text not null,
  payment_intent text unique,
  decline_code text,
  created text not null,
  last_modified text not null
);
create index payment_by_customer on payment (customer_id);
`;

export const provisioning: Migration = { number: 2, name: 'services, stock, money and runs', sql };
