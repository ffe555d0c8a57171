import type { Input } from '../../crm/types.ts';
import { untyped } from '../../crm/things/thing.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Database, Tables } from '../../store/schema.ts';

/** Fields of bodies that name a row which hangs on a customer. */
const references: Readonly<Record<string, keyof Tables>> = {
  service_id: 'service',
  site_id: 'site',
  contact_id: 'contact',
  payment_method_id: 'payment_method',
  transaction_id: 'crm_transaction',
  inventory_id: 'inventory',
  subscriber_id: 'subscriber',
};

/** Refuses (E_NOT_ALLOWED) a body that names a row of another customer. One that names nothing is for the CRM to refuse. */
export async function refuseForeignReferences(db: Database, customerId: number, body: Input): Promise<void> {
  for (const [field, table] of Object.entries(references)) {
    const id = body[field];
    if (id === undefined || id === null) continue;
    const query = untyped(db).selectFrom(table).select('customer_id').where(field, '=', Number(id));
    const row = await query.executeTakeFirst();
    if (row === undefined || row['customer_id'] === customerId) continue;
    throw new OmnicrmError('E_NOT_ALLOWED', `${field}: it is not of customer ${customerId}`);
  }
}
