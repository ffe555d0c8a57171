import { defineThing } from '../things/define-thing.ts';
import { idOf } from '../things/id-of.ts';

export const customer = defineThing({
  kind: 'customer',
  idField: 'customer_id',
  reference: 'id',
  columns: ['customer_id', 'customer_name', 'customer_account_type', 'customer_payment_type', 'customer_status'],
  load: async () => {
    const crm = await import('../../crm/customer.ts');
    return {
      list: crm.listCustomers,
      find: async (db, id) => crm.getCustomer(db, idOf('customer', id)),
      create: crm.createCustomer,
      update: crm.updateCustomer,
    };
  },
});
