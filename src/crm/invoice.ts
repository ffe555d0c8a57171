/** Invoices: what a customer is asked to pay for the transactions of a time. */
import { OmnicrmError } from '../errors.ts';
import type { Database } from '../store/schema.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { customerField } from './fields/reference-fields.ts';
import { createThing, getThing, updateThing } from './things/crud.ts';
import { listThings } from './things/list-things.ts';
import { readId } from './things/read-id.ts';
import { showRow } from './things/show-row.ts';
import { now, untyped, type Thing } from './things/thing.ts';
import { transactionThing } from './transaction.ts';
import type { Input, Invoice, ListQuery, Page, Transaction } from './types.ts';

/** What an invoice has; its amounts are the sums of its transactions, kept by the database. */
export const invoiceThing: Thing<Invoice> = {
  label: 'invoice',
  table: 'invoice',
  key: 'invoice_id',
  search: ['invoice_number', 'notes'],
  fields: {
    invoice_number: { kind: 'text', readOnly: true, nullable: true },
    customer_id: customerField,
    invoice_status: { kind: 'choice', choices: ['open', 'paid', 'void'], default: 'open' },
    invoice_date: { kind: 'date' },
    due_date: { kind: 'date' },
    start_date: { kind: 'date', required: true },
    end_date: { kind: 'date', required: true },
    total_amount: { kind: 'money', readOnly: true, default: 0 },
    total_tax: { kind: 'money', readOnly: true, default: 0 },
    currency: { kind: 'text', readOnly: true },
    notes: { kind: 'text', nullable: true },
  },
};

export interface Invoicing {
  /** ISO 4217 code. */
  readonly currency: string;
  /** From its date to its due date, where none is given. */
  readonly dueDays: number;
}

const DAY_MS = 86_400_000;

/**
 * Gathers a customer's transactions that are on no invoice, from the first day to the last (both included, UTC). Throws E_INPUT,
 * or E_CONFLICT when there is none.
 */
export function createInvoice(db: Database, input: Input, { currency, dueDays }: Invoicing): Promise<Invoice> {
  return withTransaction(db, async tx => {
    const invoice_date = dayOf(input['invoice_date'] ?? now());
    const due_date = dayOf(input['due_date'] ?? new Date(Date.parse(invoice_date) + dueDays * DAY_MS).toISOString());
    const days = { start_date: dayOf(input['start_date']), end_date: dayOf(input['end_date']), invoice_date, due_date };
    refuseMixedDays(days);
    const extra = { currency, invoice_status: 'open', invoice_number: await nextNumber(tx, invoice_date.slice(0, 4)) };
    const invoice = await createThing(tx, invoiceThing, { ...input, ...days }, extra);
    await gather(tx, invoice);
    return getInvoice(tx, invoice.invoice_id);
  });
}

/** Changes due date, notes, or the status: `paid`; `void` as `voidInvoice`. Throws E_NOT_FOUND, E_INPUT, E_CONFLICT. */
export function updateInvoice(db: Database, id: unknown, changes: Input): Promise<Invoice> {
  return withTransaction(db, async tx => {
    const before = await getInvoice(tx, id);
    const fixed = Object.keys(changes).find(name => !['due_date', 'notes', 'invoice_status'].includes(name));
    if (fixed !== undefined)
      throw new OmnicrmError('E_INPUT', `invoice: ${fixed}: cannot be changed; void it and make another`);
    if (before.invoice_status === 'void')
      throw new OmnicrmError('E_CONFLICT', `invoice ${before.invoice_number} is void`);
    const after = await updateThing(tx, invoiceThing, id, changes);
    if (after.invoice_status === 'void') await releaseTransactions(tx, after.invoice_id);
    return after;
  });
}

/** Makes an invoice void: its number and amounts stay, its transactions wait for another. Throws E_NOT_FOUND, E_CONFLICT. */
export function voidInvoice(db: Database, id: unknown): Promise<Invoice> {
  return updateInvoice(db, id, { invoice_status: 'void' });
}

/** Throws E_NOT_FOUND. */
export function getInvoice(db: Database, id: unknown): Promise<Invoice> {
  return getThing(db, invoiceThing, id);
}

/** A page of invoices. Throws E_INPUT for an unknown column. */
export function listInvoices(db: Database, query: ListQuery = {}): Promise<Page<Invoice>> {
  return listThings(db, invoiceThing, query);
}

/** The transactions of an invoice, the oldest first. */
export async function invoiceTransactions(db: Database, id: unknown): Promise<Transaction[]> {
  const query = untyped(db).selectFrom('crm_transaction').selectAll();
  const rows = await query.where('invoice_id', '=', readId(invoiceThing, id)).orderBy('transaction_id').execute();
  return rows.map(row => showRow(transactionThing, row));
}

async function gather(db: Database, { invoice_id, customer_id, start_date, end_date }: Invoice): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('crm_transaction')
    .set({ invoice_id, last_modified: now() })
    .where('customer_id', '=', customer_id)
    .where('invoice_id', 'is', null)
    .where('created', '>=', start_date)
    .where('created', '<', dayOf(new Date(Date.parse(end_date) + DAY_MS).toISOString()))
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return;
  const when = `from ${start_date} to ${end_date}`;
  throw new OmnicrmError('E_CONFLICT', `customer ${customer_id} has no transaction ${when} that is on no invoice`);
}

async function releaseTransactions(db: Database, invoiceId: number): Promise<void> {
  const update = db.updateTable('crm_transaction').set({ invoice_id: null, last_modified: now() });
  await update.where('invoice_id', '=', invoiceId).execute();
}

/** The next of a year, without a gap: numbers are given where the invoice is written, in one transaction. */
async function nextNumber(db: Database, year: string): Promise<string> {
  const query = db.selectFrom('invoice').select(eb => eb.fn.max('invoice_number').as('last'));
  const { last } = await query.where('invoice_number', 'like', `INV-${year}-%`).executeTakeFirstOrThrow();
  const number = Number(last?.split('-')[2] ?? 0) + 1;
  return `INV-${year}-${String(number).padStart(6, '0')}`;
}

/** The day of a moment; what is none is for the field's own check to refuse. */
function dayOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 10) : '';
}

function refuseMixedDays({ start_date, end_date }: { readonly start_date: string; readonly end_date: string }): void {
  if (start_date === '') throw new OmnicrmError('E_INPUT', 'invoice: start_date: is required');
  if (end_date === '') throw new OmnicrmError('E_INPUT', 'invoice: end_date: is required');
  if (start_date > end_date) throw new OmnicrmError('E_INPUT', 'invoice: end_date: is before start_date');
}
