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

/** Refuses (E_NOT_ALLOWED) a customer's login a body that sets such a column. */
export function refuseStaffColumns(object: PermissionObject, body: Input): void {
  const column = staffColumns[object]?.find(name => name in body);
  if (column !== undefined) throw new OmnicrmError('E_NOT_ALLOWED', `${column}: only staff may set it`);
}
