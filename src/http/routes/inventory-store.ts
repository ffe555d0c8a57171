import { maskItem } from '../../crm/inventory-item.ts';
import { inventoryTemplatesByType } from '../../crm/inventory-template.ts';
import { createInventory, deleteInventory, getInventory, listInventory, updateInventory } from '../../crm/inventory.ts';
import type { InventoryItem } from '../../crm/types.ts';
import type { Database } from '../../store/schema.ts';
import type { RouteRequest } from '../route.ts';
import type { ThingStore } from './thing-store.ts';

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
  conceal: (row, db) => concealItem(row as InventoryItem, db),
};

async function showItem(item: InventoryItem, { db, access }: RouteRequest): Promise<InventoryItem> {
  return (await access.seesSecrets(db, item)) ? item : concealItem(item, db);
}

async function concealItem(item: InventoryItem, db: Database): Promise<InventoryItem> {
  const template = (await inventoryTemplatesByType(db)).get(item.inventory_type);
  return template === undefined ? item : maskItem(template, item);
}
