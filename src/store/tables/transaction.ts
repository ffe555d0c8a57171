import type { Generated } from 'kysely';

/** Money a customer owes (positive) or gets back (negative). */
export interface TransactionTable {
  transaction_id: Generated<number>;
  customer_id: number;
  service_id: number | null;
  title: string;
  description: string | null;
  /** What the customer pays, in minor units, before tax. */
  retail_cost_minor: number;
  wholesale_cost_minor: number;
  tax_minor: number;
  /** Null while not on an invoice. */
  invoice_id: number | null;
  /** The run that wrote it, null when written by hand. */
  provision_id: number | null;
  /** Repeating a request with this key gives the first row back. */
  idempotency_key: string | null;
  created: string;
  last_modified: string;
}
