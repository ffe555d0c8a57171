import type { Migration } from './migration.ts';

/** An order of several plays; each play is a run of it. */
const sql = `
create table provision_order (
  order_id integer primary key autoincrement,
  action text not null check (action in ('provision', 'deprovision')),
  customer_id integer references customer,
  product_id integer references product,
  service_id integer references service on delete set null,
  plays text not null,
  state text not null check (state in ('running', 'undoing', 'done', 'failed')),
  step integer not null,
  failed_step integer,
  verdict text check (verdict in ('clean', 'dirty')),
  created text not null,
  finished text
);

alter table provision add column order_id integer references provision_order on delete set null;
alter table provision add column step integer;
create index provision_by_order on provision (order_id, step) where order_id is not null;
`;

export const orders: Migration = { number: 8, name: 'orders of several plays', sql };
