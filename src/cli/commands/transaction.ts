import { defineThing } from '../things/define-thing.ts';
import { idOf } from '../things/id-of.ts';

export const transaction = defineThing({
  kind: 'transaction',
  idField: 'transaction_id',
  reference: 'id',
  columns: ['transaction_id', 'customer_id', 'service_id', 'title', 'retail_cost', 'created'],
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
