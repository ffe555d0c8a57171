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
  created: string;
  last_modified: string;
}

/** One attempt to take money from a card; written before the gateway is called, so none is ever forgotten. */
export interface PaymentTable {
  payment_id: Generated<number>;
  customer_id: number;
  service_id: number | null;
  /** The run that asked for it, null when a person did. */
  provision_id: number | null;
  /** pending (asked, answer not known) | succeeded | declined | refunded. */
  payment_status: string;
  /** In minor units. */
  amount_minor: number;
  /** Given back so far, in minor units. */
  refunded_minor: number;
  /** ISO 4217 code, lower case. */
  currency: string;
  description: string | null;
  /** Sent with the charge, unique: the gateway books one charge a key. */
  idempotency_key: string;
  /** The card's reference at the gateway. */
  gateway_token: string;
  /** The gateway's id of the charge (`pi_…`), null until it is known. */
  payment_intent: string | null;
  /** Why the card was refused, in the gateway's code. */
  decline_code: string | null;
  created: string;
  last_modified: string;
}
