import type { Migration } from './migration.ts';

const sql = `
create table product (
  product_id integer primary key autoincrement,
  product_slug text not null unique,
  product_name text not null,
  category text not null check (category in ('standalone', 'addon', 'bundle')),
  service_type text,
  enabled integer not null,
  icon text,
  comment text,
  retail_cost_minor integer not null,
  retail_setup_cost_minor integer not null,
  wholesale_cost_minor integer not null,
  wholesale_setup_cost_minor integer not null,
  provisioning_play text,
  provisioning_json_vars text not null,
  inventory_items_list text not null,
  residential integer not null,
  business integer not null,
  customer_can_purchase integer not null,
  auto_renew text not null,
  contract_days integer not null,
  features_list text,
  terms text,
  available_from text,
  available_until text,
  created text not null,
  last_modified text not null
);

create table customer (
  customer_id integer primary key autoincrement,
  customer_name text not null,
  customer_account_type text not null check (customer_account_type in ('Individual', 'Business')),
  customer_status text not null check (customer_status in ('Open', 'Closed', 'Suspended', 'Archived')),
  customer_payment_type text not null check (customer_payment_type in ('prepaid', 'postpaid')),
  customer_enabled integer not null,
  tax_identifier text,
  contract_start_date text,
  contract_end_date text,
  customer_stripe_id text unique,
  created text not null,
  last_modified text not null
);
create index customer_by_name on customer (customer_name);

create table contact (
  contact_id integer primary key autoincrement,
  customer_id integer not null references customer on delete cascade,
  contact_type text not null,
  contact_name text not null,
  contact_email text,
  contact_phone text,
  created text not null,
  last_modified text not null
);
create index contact_by_customer on contact (customer_id);

create table site (
  site_id integer primary key autoincrement,
  customer_id integer not null references customer on delete cascade,
  site_name text not null,
  address_line_1 text,
  address_line_2 text,
  city text,
  postal_code text,
  country text,
  created text not null,
  last_modified text not null
);
create index site_by_customer on site (customer_id);

create table payment_method (
  payment_method_id integer primary key autoincrement,
  customer_id integer not null references customer on delete cascade,
  gateway_token text not null,
  brand text,
  last4 text,
  exp_month integer,
  exp_year integer,
  nickname text,
  is_default integer not null,
  created text not null,
  last_modified text not null,
  unique (customer_id, gateway_token)
);
create unique index one_default_payment_method on payment_method (customer_id) where is_default = 1;
`;

export const catalogue: Migration = { number: 1, name: 'catalogue and customers', sql };
