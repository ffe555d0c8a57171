import { createInvoice, getInvoice, listInvoices, updateInvoice, voidInvoice } from '../../crm/invoice.ts';
import type { ThingStore } from './thing-store.ts';

/** Invoices as the API changes them; a removal makes one void, for numbers have no gaps. */
export const invoiceStore: ThingStore = {
  create: (db, input, { invoices }) => createInvoice(db, input, invoices),
  get: getInvoice,
  update: updateInvoice,
  remove: voidInvoice,
  list: listInvoices,
};
