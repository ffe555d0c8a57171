/** The things of the CRM as its functions give them and as the API sends them: money in currency units, flags as booleans. */

/** What a caller hands in: checked field by field before anything is written. Numeric text counts as the number. */
export type Input = Readonly<Record<string, unknown>>;

/** Which rows to list. Numbers may come as text (a query string). */
export interface ListQuery {
  readonly page?: number | string | undefined;
  /** 1 to 500, default 20. */
  readonly per_page?: number | string | undefined;
  /** A column of the thing; default its id. */
  readonly sort?: string | undefined;
  readonly order?: string | undefined;
  /** Column → accepted value or list of accepted values; an object or its JSON text. */
  readonly filters?: string | Input | undefined;
  readonly search?: string | undefined;
}

export interface Page<Row> {
  readonly data: Row[];
  readonly pagination: {
    readonly page: number;
    readonly per_page: number;
    readonly total: number;
    readonly pages: number;
  };
}

interface Dated {
  /** ISO 8601 in UTC, ends in Z. */
  readonly created: string;
  readonly last_modified: string;
}

export interface Product extends Dated {
  readonly product_id: number;
  readonly product_slug: string;
  readonly product_name: string;
  readonly category: 'standalone' | 'addon' | 'bundle';
  readonly service_type: string | null;
  readonly enabled: boolean;
  readonly icon: string | null;
  readonly comment: string | null;
  readonly retail_cost: number;
  readonly retail_setup_cost: number;
  readonly wholesale_cost: number;
  readonly wholesale_setup_cost: number;
  readonly provisioning_play: string | null;
  /** Text of a JSON object. */
  readonly provisioning_json_vars: string;
  /** Text of a Python list of strings; read it with `parsePythonStringList`. */
  readonly inventory_items_list: string;
  readonly residential: boolean;
  readonly business: boolean;
  readonly customer_can_purchase: boolean;
  readonly auto_renew: 'true' | 'false' | 'prompt';
  readonly contract_days: number;
  readonly features_list: string | null;
  readonly terms: string | null;
  readonly available_from: string | null;
  readonly available_until: string | null;
}

export interface Customer extends Dated {
  readonly customer_id: number;
  readonly customer_name: string;
  readonly customer_account_type: 'Individual' | 'Business';
  readonly customer_status: 'Open' | 'Closed' | 'Suspended' | 'Archived';
  readonly customer_payment_type: 'prepaid' | 'postpaid';
  readonly customer_enabled: boolean;
  readonly tax_identifier: string | null;
  readonly contract_start_date: string | null;
  readonly contract_end_date: string | null;
  readonly customer_stripe_id: string | null;
}

export interface Contact extends Dated {
  readonly contact_id: number;
  readonly customer_id: number;
  readonly contact_type: 'billing' | 'technical' | 'general';
  readonly contact_name: string;
  readonly contact_email: string | null;
  readonly contact_phone: string | null;
}

export interface Site extends Dated {
  readonly site_id: number;
  readonly customer_id: number;
  readonly site_name: string;
  readonly address_line_1: string | null;
  readonly address_line_2: string | null;
  readonly city: string | null;
  readonly postal_code: string | null;
  readonly country: string | null;
}

export interface PaymentMethod extends Dated {
  readonly payment_method_id: number;
  readonly customer_id: number;
  readonly gateway_token: string;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly exp_month: number | null;
  readonly exp_year: number | null;
  readonly nickname: string | null;
  readonly is_default: boolean;
}

export interface Service extends Dated {
  readonly service_id: number;
  readonly customer_id: number;
  readonly product_id: number;
  readonly site_id: number | null;
  readonly service_name: string;
  readonly service_uuid: string;
  readonly service_type: string | null;
  readonly service_status: 'Active' | 'Inactive' | 'Suspended';
  readonly retail_cost: number;
  readonly wholesale_cost: number;
  readonly auto_renew: 'true' | 'false' | 'prompt';
  readonly notes: string | null;
  /** Text of a JSON object. */
  readonly custom_fields: string;
  readonly start_date: string | null;
  readonly end_date: string | null;
  readonly created_by_provision_id: number | null;
}

export interface Transaction extends Dated {
  readonly transaction_id: number;
  readonly customer_id: number;
  readonly service_id: number | null;
  readonly title: string;
  readonly description: string | null;
  readonly retail_cost: number;
  readonly wholesale_cost: number;
  readonly tax: number;
  readonly invoice_id: number | null;
  readonly provision_id: number | null;
}

export interface Invoice extends Dated {
  readonly invoice_id: number;
  /** Such as INV-2026-000123. */
  readonly invoice_number: string;
  readonly customer_id: number;
  readonly invoice_status: 'open' | 'paid' | 'void';
  readonly invoice_date: string;
  readonly due_date: string;
  readonly start_date: string;
  readonly end_date: string;
  /** Before tax. */
  readonly total_amount: number;
  readonly total_tax: number;
  readonly currency: string;
  readonly notes: string | null;
}

/** One attempt to take money from a card. */
export interface Payment extends Dated {
  readonly payment_id: number;
  readonly customer_id: number;
  readonly service_id: number | null;
  readonly provision_id: number | null;
  readonly payment_status: 'pending' | 'succeeded' | 'declined' | 'refunded';
  readonly amount: number;
  readonly refunded: number;
  readonly currency: string;
  readonly description: string | null;
  readonly gateway_token: string;
  /** The gateway's id of the charge, null until it is known. */
  readonly payment_intent: string | null;
  readonly decline_code: string | null;
}

export type ItemState = 'New' | 'Reserved' | 'Assigned' | 'Used' | 'Faulty' | 'Decommissioned';

/** A stock item: its own columns, then the fields of its type (iccid, imsi…; always texts). */
export interface InventoryItem extends Dated {
  readonly inventory_id: number;
  readonly inventory_type: string;
  readonly item_state: ItemState;
  readonly customer_id: number | null;
  readonly service_id: number | null;
  readonly notes: string | null;
  readonly reserved_by: number | null;
  readonly reserved_until: string | null;
  readonly [field: string]: string | number | null;
}

export interface InventoryField {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  readonly unique: boolean;
  readonly secret: boolean;
}

export interface InventoryTemplate extends Dated {
  readonly inventory_template_id: number;
  readonly inventory_type: string;
  readonly comment: string | null;
  readonly fields: readonly InventoryField[];
}

export interface User extends Dated {
  readonly user_id: number;
  readonly email: string;
  readonly user_name: string;
  readonly enabled: boolean;
  readonly customer_id: number | null;
  readonly roles: readonly string[];
  /** Union of the roles' permissions, sorted. */
  readonly permissions: readonly string[];
}

export interface Provision {
  readonly provision_id: number;
  readonly customer_id: number | null;
  readonly customer_name: string | null;
  readonly product_id: number | null;
  readonly product_name: string | null;
  readonly service_id: number | null;
  readonly action: 'provision' | 'deprovision';
  readonly provisioning_play: string;
  readonly playbook_description: string | null;
  /** Redacted JSON text. */
  readonly provisioning_json_vars: string;
  /** 0 success, 1 running, 2 failed. */
  readonly provisioning_status: 0 | 1 | 2;
  readonly task_count: number;
  readonly initiating_user: number | null;
  readonly order_key: string | null;
  readonly order_digest: string | null;
  readonly owner_host: string | null;
  readonly owner_pid: number | null;
  readonly owner_started: string | null;
  readonly heartbeat: string | null;
  readonly interrupted: string | null;
  readonly verdict: 'clean' | 'dirty' | null;
  readonly created: string;
  readonly finished: string | null;
  readonly run_key: string | null;
  readonly play_digest: string | null;
  readonly turned_back: string | null;
  readonly cancel_requested: string | null;
  readonly held_since: string | null;
  readonly held_reason: string | null;
  readonly retry_of: number | null;
  /** The order of several plays that it is a step of, and which. */
  readonly order_id: number | null;
  readonly step: number | null;
}

export interface ProvisionEvent {
  readonly event_number: number;
  readonly event_name: string;
  /** 0 success, 1 running, 2 failed, 3 failed but ignored. */
  readonly provisioning_status: 0 | 1 | 2 | 3;
  /** Redacted JSON text. */
  readonly provisioning_result_json: string | null;
  readonly timestamp: string;
  readonly duration_ms: number | null;
  readonly task_path: string | null;
}

/** A run with its events, in the shape that UIs poll. */
export interface ProvisionWithEvents extends Provision {
  readonly provisioning_result_json: readonly ProvisionEvent[];
}
