import { defineThing } from '../things/define-thing.ts';
import { idOf } from '../things/id-of.ts';

export const transaction = defineThing({
  kind: 'transaction',
  idField: 'transaction_id',
  reference: 'id',
  columns: {
    id: 'transaction_id',
    customer: 'customer_id',
    service: 'service_id',
    title: 'title',
    retail: 'retail_cost',
    created: 'created',
  },
  load: async () => {
    const crm = await import('../../crm/transaction.ts');
    return {
      list: crm.listTransactions,
      find: async (db, id) => crm.getTransaction(db, idOf('transaction', id)),
      create: crm.createTransaction,
      update: crm.updateTransaction,
    };
  },
});
