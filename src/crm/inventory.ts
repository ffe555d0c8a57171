import { OmnicrmError } from '../errors.ts';
import type { Database } from '../store/schema.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { checkHold } from './inventory-hold.ts';
import {
  fieldsColumn,
  type InventoryOptions,
  inventoryThing,
  refuseMasks,
  showItem,
  splitColumns,
  storedValues,
  thingOfType,
} from './inventory-item.ts';
import { checkTransition } from './inventory-state.ts';
import { getInventoryTemplateByType } from './inventory-template.ts';
import { indexUniqueValues } from './inventory-unique.ts';
import { checkChanges, checkNew } from './things/check-input.ts';
import { deleteThing, getColumns, writeColumns } from './things/crud.ts';
import { now, untyped, type Columns } from './things/thing.ts';
import type { Input, InventoryItem, InventoryTemplate, ItemState } from './types.ts';

export {
  listInventory,
  listInventoryOfCustomer,
  listInventoryOfRun,
  listInventoryOfService,
  secretValuesOf,
} from './list-inventory.ts';

/** Puts an item in stock; the type's fields stand beside its own. Throws E_INPUT, E_CONFLICT for a value that is not unique. */
export function createInventory(db: Database, input: Input, options: InventoryOptions = {}): Promise<InventoryItem> {
  return withTransaction(db, async tx => {
    const template = await templateOfInput(tx, input);
    refuseMasks(template, input);
    const { own, values } = splitColumns(template, await checkNew(tx, thingOfType(template), input));
    checkOwner(own, 'the new item');
    const row = { ...own, fields: fieldsColumn(tx, template, values), created: now(), last_modified: now() };
    const columns = await untyped(tx).insertInto('inventory').values(row).returningAll().executeTakeFirstOrThrow();
    await indexUniqueValues(tx, template, Number(columns['inventory_id']), values);
    return showItem(tx, template, columns, options.reveal === true);
  });
}

/**
 * Changes the given fields. Throws E_NOT_FOUND, E_INPUT, and E_CONFLICT for a state the item cannot go to, for an item that
 * another run holds, and for a value that is not unique.
 */
export function updateInventory(
  db: Database,
  id: unknown,
  changes: Input,
  options: InventoryOptions = {},
): Promise<InventoryItem> {
  return withTransaction(db, async tx => {
    const before = await getColumns(tx, inventoryThing, id);
    const template = await getInventoryTemplateByType(tx, String(before['inventory_type']));
    refuseMasks(template, changes);
    const { own, values } = splitColumns(template, await checkChanges(tx, thingOfType(template), changes));
    const hold = await checkChange(tx, before, own, options.provisionId);
    const merged = { ...storedValues(tx, before), ...values };
    const inventoryId = Number(before['inventory_id']);
    await indexUniqueValues(tx, template, inventoryId, merged);
    const columns = await writeColumns(tx, inventoryThing, inventoryId, {
      ...own,
      ...hold,
      fields: fieldsColumn(tx, template, merged),
    });
    return showItem(tx, template, columns, options.reveal === true);
  });
}

/** Throws E_NOT_FOUND. */
export async function getInventory(db: Database, id: unknown, options: InventoryOptions = {}): Promise<InventoryItem> {
  const columns = await getColumns(db, inventoryThing, id);
  const template = await getInventoryTemplateByType(db, String(columns['inventory_type']));
  return showItem(db, template, columns, options.reveal === true);
}

/** Removes an item that nobody owns and gives it back as it was. Throws E_NOT_FOUND, E_CONFLICT. */
export function deleteInventory(db: Database, id: unknown): Promise<InventoryItem> {
  return withTransaction(db, async tx => {
    const item = await getInventory(tx, id);
    if (item.item_state === 'Assigned' || item.item_state === 'Reserved') {
      throw new OmnicrmError('E_CONFLICT', `item ${item.inventory_id} is ${item.item_state}`, {
        hint: 'free it first',
      });
    }
    await deleteThing(tx, inventoryThing, id);
    return item;
  });
}

async function templateOfInput(db: Database, { inventory_type }: Input): Promise<InventoryTemplate> {
  if (typeof inventory_type !== 'string')
    throw new OmnicrmError('E_INPUT', 'inventory item: inventory_type: is required');
  try {
    return await getInventoryTemplateByType(db, inventory_type);
  } catch (error) {
    if (!(error instanceof OmnicrmError) || error.code !== 'E_NOT_FOUND') throw error;
    throw new OmnicrmError('E_INPUT', error.message, { hint: error.hint });
  }
}

/** Gives the columns that end a hold which the change makes void. */
async function checkChange(db: Database, before: Columns, own: Columns, provisionId?: number): Promise<Columns> {
  const inventoryId = Number(before['inventory_id']);
  const type = own['inventory_type'] ?? before['inventory_type'];
  if (type !== before['inventory_type']) {
    throw new OmnicrmError('E_INPUT', `item ${inventoryId} is a ${before['inventory_type']} and stays one`);
  }
  const after = { ...before, ...own };
  const moved = ['item_state', 'customer_id', 'service_id'].some(name => after[name] !== before[name]);
  if (moved) await checkHold(db, before, provisionId);
  const ended = moved && before['reserved_by'] !== (provisionId ?? null);
  checkTransition(before['item_state'] as ItemState, after['item_state'] as ItemState, inventoryId);
  checkOwner(after, `item ${inventoryId}`);
  return ended ? { reserved_by: null, reserved_until: null, reserved_from: null } : {};
}

function checkOwner(columns: Columns, name: string): void {
  if (columns['item_state'] !== 'Assigned' || columns['customer_id'] !== null) return;
  throw new OmnicrmError('E_INPUT', `${name} cannot be Assigned without a customer_id`);
}
