import type { PermissionObject } from '../../crm/permission.ts';
import type { Input } from '../../crm/types.ts';
import { OmnicrmError } from '../../errors.ts';

/** Columns that money and standing hang on: whatever a customer's login may change of its account, never these. */
const staffColumns: Partial<Readonly<Record<PermissionObject, readonly string[]>>> = {
  customer: ['customer_status', 'customer_payment_type', 'customer_enabled', 'customer_stripe_id'],
  service: ['product_id', 'service_uuid', 'service_status', 'retail_cost', 'wholesale_cost'],
  subscriber: ['service_id', 'tariff', 'tariff_id', 'credit', 'credit_until', 'down', 'always_online', 'ip', 'mac'],
  inventory: ['item_state'],
  transaction: ['retail_cost', 'wholesale_cost', 'tax', 'invoice_id'],
  invoice: ['invoice_status', 'invoice_date', 'due_date'],
};

/** Columns a customer is not shown: what a service costs the operator, and how it is made. */
const hiddenColumns: Partial<Readonly<Record<PermissionObject, readonly string[]>>> = {
  product: ['wholesale_cost', 'wholesale_setup_cost', 'provisioning_play', 'provisioning_json_vars'],
  service: ['wholesale_cost'],
  transaction: ['wholesale_cost'],
  // Of its tasks, too: what was sent to which system, and what it said.
  provision: [
    'provisioning_play',
    'provisioning_json_vars',
    'provisioning_result_json',
    'task_path',
    'initiating_user',
    'order_key',
    'run_key',
    'play_digest',
  ],
};

/** The columns of a thing that a customer's login is not shown. */
export function columnsHidden(object: PermissionObject): readonly string[] {
  return hiddenColumns[object] ?? [];
}

/** A row without some of its columns. */
export function withoutColumns(row: object, hidden: readonly string[]): object {
  if (hidden.length === 0) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => !hidden.includes(name)));
}

/** Refuses (E_NOT_ALLOWED) a customer's login a body that sets such a column. */
export function refuseStaffColumns(object: PermissionObject, body: Input): void {
  const column = staffColumns[object]?.find(name => name in body);
  if (column !== undefined) throw new OmnicrmError('E_NOT_ALLOWED', `${column}: only staff may set it`);
}
