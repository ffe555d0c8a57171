import { defineThing } from '../things/define-thing.ts';
import { idOf } from '../things/id-of.ts';

export const inventory = defineThing({
  kind: 'inventory',
  idField: 'inventory_id',
  reference: 'id',
  columns: {
    id: 'inventory_id',
    type: 'inventory_type',
    state: 'item_state',
    customer: 'customer_id',
    service: 'service_id',
    identifier: ['iccid', 'msisdn', 'imsi', 'ip'],
  },
  load: async () => {
    const [crm, { listInventory }] = await Promise.all([
      import('../../crm/inventory.ts'),
      import('../../crm/list-inventory.ts'),
    ]);
    return {
      list: listInventory,
      find: async (db, id) => crm.getInventory(db, idOf('stock item', id)),
      create: crm.createInventory,
      update: crm.updateInventory,
    };
  },
});
