import type { Generated } from 'kysely';

/** What a customer is asked to pay for a time. */
export interface InvoiceTable {
  invoice_id: Generated<number>;
  /** `INV-2026-000123`: the year of its date and its id; null only while it is being written. */
  invoice_number: string | null;
  customer_id: number;
  /** open | paid | void. */
  invoice_status: string;
  invoice_date: string;
  due_date: string;
  /** The days whose transactions it gathers, both included. */
  start_date: string;
  end_date: string;
  /** Before tax, in minor units. */
  total_amount_minor: number;
  total_tax_minor: number;
  /** ISO 4217 code. */
  currency: string;
  notes: string | null;
  created: string;
  last_modified: string;
}
