import { maskItem } from '../../crm/inventory-item.ts';
import { inventoryTemplatesByType } from '../../crm/inventory-template.ts';
import { createInventory, deleteInventory, getInventory, listInventory, updateInventory } from '../../crm/inventory.ts';
import type { InventoryItem } from '../../crm/types.ts';
import type { RouteRequest } from '../route.ts';
import type { ThingStore } from './thing-routes.ts';

export { inventoryThing } from '../../crm/inventory-item.ts';

/** Stock as the API gives it: who may not see secrets gets masks in their place. */
export const inventoryStore: ThingStore = {
  create: (db, input) => createInventory(db, input, { reveal: true }),
  get: (db, id) => getInventory(db, id, { reveal: true }),
  update: (db, id, changes, { access }) =>
    updateInventory(db, id, changes, { reveal: true, provisionId: access.provisionId }),
  remove: deleteInventory,
  list: (db, query) => listInventory(db, query, { reveal: true }),
  show: async (row, request) => showItem(row as InventoryItem, request),
};

async function showItem(item: InventoryItem, { db, access }: RouteRequest): Promise<InventoryItem> {
  if (await access.seesSecrets(db, item)) return item;
  const template = (await inventoryTemplatesByType(db)).get(item.inventory_type);
  return template === undefined ? item : maskItem(template, item);
}
