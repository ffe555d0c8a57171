import { defineThing } from '../things/define-thing.ts';
import { idOf } from '../things/id-of.ts';

export const customer = defineThing({
  kind: 'customer',
  idField: 'customer_id',
  reference: 'id',
  columns: {
    id: 'customer_id',
    name: 'customer_name',
    type: 'customer_account_type',
    payment: 'customer_payment_type',
    status: 'customer_status',
  },
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
