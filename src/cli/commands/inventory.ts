import { defineThing } from '../things/define-thing.ts';
import { idOf } from '../things/id-of.ts';

export const inventory = defineThing({
  kind: 'inventory',
  idField: 'inventory_id',
  reference: 'id',
  columns: ['inventory_id', 'inventory_type', 'item_state', 'customer_id', 'service_id', 'iccid', 'imsi', 'msisdn'],
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
