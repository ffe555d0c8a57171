import type { Migration } from './migration.ts';

/**
 * What keeps lists and searches quick with a million runs. Customers and services are found by any three characters of their
 * texts (FTS5, trigrams, kept by triggers). Runs have few different titles: these are kept apart, and looked through instead.
 */
const sql = `
create index provision_by_created on provision (created);
create index provision_by_play on provision (provisioning_play);
create index provision_by_description on provision (playbook_description);
create index provision_dirty on provision (verdict) where verdict = 'dirty';
create index inventory_by_reservation_time on inventory (reserved_until) where reserved_until is not null;
create index notification_by_created on notification (created);

create table run_title (
  provisioning_play text not null,
  playbook_description text not null,
  primary key (provisioning_play, playbook_description)
) without rowid;
insert into run_title select distinct provisioning_play, coalesce(playbook_description, '') from provision;
create trigger run_title_new after insert on provision begin
  insert into run_title values (new.provisioning_play, coalesce(new.playbook_description, '')) on conflict do nothing;
end;
create trigger run_title_changed after update of playbook_description on provision begin
  insert into run_title values (new.provisioning_play, coalesce(new.playbook_description, '')) on conflict do nothing;
end;

create virtual table customer_text using fts5 (
  customer_name, tax_identifier, content = 'customer', content_rowid = 'customer_id', tokenize = 'trigram'
);
insert into customer_text (customer_text) values ('rebuild');
create trigger customer_text_new after insert on customer begin
  insert into customer_text (rowid, customer_name, tax_identifier)
    values (new.customer_id, new.customer_name, new.tax_identifier);
end;
create trigger customer_text_gone after delete on customer begin
  insert into customer_text (customer_text, rowid, customer_name, tax_identifier)
    values ('delete', old.customer_id, old.customer_name, old.tax_identifier);
end;
create trigger customer_text_changed after update of customer_name, tax_identifier on customer begin
  insert into customer_text (customer_text, rowid, customer_name, tax_identifier)
    values ('delete', old.customer_id, old.customer_name, old.tax_identifier);
  insert into customer_text (rowid, customer_name, tax_identifier)
    values (new.customer_id, new.customer_name, new.tax_identifier);
end;

create virtual table service_text using fts5 (
  service_name, service_uuid, content = 'service', content_rowid = 'service_id', tokenize = 'trigram'
);
insert into service_text (service_text) values ('rebuild');
create trigger service_text_new after insert on service begin
  insert into service_text (rowid, service_name, service_uuid)
    values (new.service_id, new.service_name, new.service_uuid);
end;
create trigger service_text_gone after delete on service begin
  insert into service_text (service_text, rowid, service_name, service_uuid)
    values ('delete', old.service_id, old.service_name, old.service_uuid);
end;
create trigger service_text_changed after update of service_name, service_uuid on service begin
  insert into service_text (service_text, rowid, service_name, service_uuid)
    values ('delete', old.service_id, old.service_name, old.service_uuid);
  insert into service_text (rowid, service_name, service_uuid)
    values (new.service_id, new.service_name, new.service_uuid);
end;

create table invoice (
  invoice_id integer primary key autoincrement,
  invoice_number text unique,
  customer_id integer not null references customer,
  invoice_status text not null check (invoice_status in ('open', 'paid', 'void')),
  invoice_date text not null,
  due_date text not null,
  start_date text not null,
  end_date text not null,
  total_amount_minor integer not null,
  total_tax_minor integer not null,
  currency text not null,
  notes text,
  created text not null,
  last_modified text not null
);
create index invoice_by_customer on invoice (customer_id, invoice_id);
create index transaction_uninvoiced on crm_transaction (customer_id, created) where invoice_id is null;
create index transaction_by_invoice on crm_transaction (invoice_id) where invoice_id is not null;
create trigger transaction_joins_new after insert on crm_transaction when new.invoice_id is not null begin
  select raise(abort, 'the invoice is not open, or of another customer') where not exists (select 1 from invoice
    where invoice_id = new.invoice_id and customer_id = new.customer_id and invoice_status = 'open');
  update invoice set total_amount_minor = total_amount_minor + new.retail_cost_minor,
    total_tax_minor = total_tax_minor + new.tax_minor where invoice_id = new.invoice_id;
end;
create trigger transaction_joins after update of invoice_id on crm_transaction
  when new.invoice_id is not old.invoice_id begin
  select raise(abort, 'the invoice is not open, or of another customer') where new.invoice_id is not null
    and not exists (select 1 from invoice
      where invoice_id = new.invoice_id and customer_id = new.customer_id and invoice_status = 'open');
  select raise(abort, 'the invoice is paid') where exists (select 1 from invoice
    where invoice_id = old.invoice_id and invoice_status = 'paid');
  update invoice set total_amount_minor = total_amount_minor - old.retail_cost_minor,
    total_tax_minor = total_tax_minor - old.tax_minor
    where invoice_id = old.invoice_id and invoice_status = 'open';
  update invoice set total_amount_minor = total_amount_minor + new.retail_cost_minor,
    total_tax_minor = total_tax_minor + new.tax_minor where invoice_id = new.invoice_id;
end;
create trigger transaction_invoiced before update of customer_id, retail_cost_minor, tax_minor on crm_transaction
  when old.invoice_id is not null and (new.customer_id <> old.customer_id
    or new.retail_cost_minor <> old.retail_cost_minor or new.tax_minor <> old.tax_minor) begin
  select raise(abort, 'the transaction is on an invoice');
end;
create trigger transaction_invoiced_stays before delete on crm_transaction when old.invoice_id is not null begin
  select raise(abort, 'the transaction is on an invoice');
end;
`;

export const lists: Migration = { number: 9, name: 'quick lists and searches, invoices', sql };
