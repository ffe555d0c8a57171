import type { Generated } from 'kysely';

/** Who pays: a person or a company. */
export interface CustomerTable {
  customer_id: Generated<number>;
  customer_name: string;
  /** Individual | Business. */
  customer_account_type: string;
  /** Open | Closed | Suspended | Archived. */
  customer_status: string;
  /** prepaid | postpaid. */
  customer_payment_type: string;
  customer_enabled: number;
  tax_identifier: string | null;
  contract_start_date: string | null;
  contract_end_date: string | null;
  /** The customer's id at the payment gateway (`cus_…`). */
  customer_stripe_id: string | null;
  created: string;
  last_modified: string;
}

/** A person to reach about a customer. */
export interface ContactTable {
  contact_id: Generated<number>;
  customer_id: number;
  /** billing | technical | general. */
  contact_type: string;
  contact_name: string;
  contact_email: string | null;
  /** Digits as dialled; text, it may begin with `+` or `0`. */
  contact_phone: string | null;
  created: string;
  last_modified: string;
}

/** A physical address where services are delivered. */
export interface SiteTable {
  site_id: Generated<number>;
  customer_id: number;
  site_name: string;
  address_line_1: string | null;
  address_line_2: string | null;
  city: string | null;
  postal_code: string | null;
  /** ISO 3166 code of two letters. */
  country: string | null;
  created: string;
  last_modified: string;
}

/** A card known to the payment gateway; the number itself is never here. */
export interface PaymentMethodTable {
  payment_method_id: Generated<number>;
  customer_id: number;
  /** The gateway's reference (`pm_…`). */
  gateway_token: string;
  brand: string | null;
  last4: string | null;
  exp_month: number | null;
  exp_year: number | null;
  nickname: string | null;
  /** 1 for the one that is charged when none is named; at most one a customer. */
  is_default: number;
  created: string;
  last_modified: string;
}
