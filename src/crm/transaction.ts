import type { Database } from '../store/schema.ts';
import { customerField, invoiceField, serviceField } from './fields/reference-fields.ts';
import { createThing, deleteThing, getThing, updateThing } from './things/crud.ts';
import { listThings } from './things/list-things.ts';
import type { Thing } from './things/thing.ts';
import type { Input, ListQuery, Page, Transaction } from './types.ts';

/** What a transaction has; credits are negative. */
export const transactionThing: Thing<Transaction> = {
  label: 'transaction',
  table: 'crm_transaction',
  key: 'transaction_id',
  search: ['title', 'description'],
  fields: {
    customer_id: customerField,
    service_id: serviceField,
    title: { kind: 'text', required: true, maximum: 200 },
    description: { kind: 'text', nullable: true },
    retail_cost: { kind: 'money', required: true },
    wholesale_cost: { kind: 'money', default: 0 },
    tax: { kind: 'money', default: 0 },
    invoice_id: invoiceField,
    provision_id: { kind: 'integer', nullable: true, readOnly: true },
  },
};

/** Books an amount; `provisionId` is the run that it belongs to. Throws E_INPUT. */
export function createTransaction(
  db: Database,
  input: Input,
  { provisionId }: { readonly provisionId?: number | undefined } = {},
): Promise<Transaction> {
  return createThing(db, transactionThing, input, { provision_id: provisionId ?? null });
}

/** Changes the given fields. Throws E_NOT_FOUND, E_INPUT. */
export function updateTransaction(db: Database, id: unknown, changes: Input): Promise<Transaction> {
  return updateThing(db, transactionThing, id, changes);
}

/** Throws E_NOT_FOUND. */
export function getTransaction(db: Database, id: unknown): Promise<Transaction> {
  return getThing(db, transactionThing, id);
}

/** A page of transactions. Throws E_INPUT for an unknown column. */
export function listTransactions(db: Database, query: ListQuery = {}): Promise<Page<Transaction>> {
  return listThings(db, transactionThing, query);
}

/** Removes it and gives it back as it was. Throws E_NOT_FOUND. */
export function deleteTransaction(db: Database, id: unknown): Promise<Transaction> {
  return deleteThing(db, transactionThing, id);
}
