import type { Database } from '../store/schema.ts';
import { createThing, deleteThing, getThing, updateThing } from './things/crud.ts';
import { customerText } from './things/full-text.ts';
import { listThings } from './things/list-things.ts';
import type { Thing } from './things/thing.ts';
import type { Customer, Input, ListQuery, Page } from './types.ts';

/** What a customer has. */
export const customerThing: Thing<Customer> = {
  label: 'customer',
  table: 'customer',
  key: 'customer_id',
  search: ['customer_name', 'tax_identifier'],
  fullText: customerText,
  fields: {
    customer_name: { kind: 'text', required: true, maximum: 200 },
    customer_account_type: { kind: 'choice', choices: ['Individual', 'Business'], default: 'Individual' },
    customer_status: { kind: 'choice', choices: ['Open', 'Closed', 'Suspended', 'Archived'], default: 'Open' },
    customer_payment_type: { kind: 'choice', choices: ['prepaid', 'postpaid'], default: 'prepaid' },
    customer_enabled: { kind: 'flag', default: true },
    tax_identifier: { kind: 'text', nullable: true },
    contract_start_date: { kind: 'date', nullable: true },
    contract_end_date: { kind: 'date', nullable: true },
    customer_stripe_id: {
      kind: 'text',
      nullable: true,
      pattern: { regexp: /^[A-Za-z0-9_-]+$/, says: "a customer's id at the payment gateway" },
    },
  },
};

/** Makes a customer. Throws E_INPUT, E_CONFLICT. */
export function createCustomer(db: Database, input: Input): Promise<Customer> {
  return createThing(db, customerThing, input);
}

/** Changes the given fields. Throws E_NOT_FOUND, E_INPUT, E_CONFLICT. */
export function updateCustomer(db: Database, id: unknown, changes: Input): Promise<Customer> {
  return updateThing(db, customerThing, id, changes);
}

/** Throws E_NOT_FOUND. */
export function getCustomer(db: Database, id: unknown): Promise<Customer> {
  return getThing(db, customerThing, id);
}

/** A page of customers. Throws E_INPUT for an unknown column. */
export function listCustomers(db: Database, query: ListQuery = {}): Promise<Page<Customer>> {
  return listThings(db, customerThing, query);
}

/** Removes it and gives it back as it was. Throws E_NOT_FOUND, E_CONFLICT while it is in use. */
export function deleteCustomer(db: Database, id: unknown): Promise<Customer> {
  return deleteThing(db, customerThing, id);
}
