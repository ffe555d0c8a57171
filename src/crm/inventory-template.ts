import { OmnicrmError, didYouMean } from '../errors.ts';
import { runQuery } from '../store/run-query.ts';
import type { Database } from '../store/schema.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { fieldsColumn, storedValues } from './inventory-item.ts';
import { indexUniqueValues } from './inventory-unique.ts';
import { createThing, deleteThing, getThing, updateThing } from './things/crud.ts';
import { listThings } from './things/list-things.ts';
import { selectShown, showRow } from './things/show-row.ts';
import type { Columns, Thing } from './things/thing.ts';
import type { Input, InventoryTemplate, ListQuery, Page } from './types.ts';

/** What a type of stock has: the name that orders use and the fields of its items. */
export const inventoryTemplateThing: Thing<InventoryTemplate> = {
  label: 'inventory template',
  table: 'inventory_template',
  key: 'inventory_template_id',
  search: ['inventory_type', 'comment'],
  fields: {
    inventory_type: { kind: 'text', required: true, maximum: 100 },
    comment: { kind: 'text', nullable: true },
    fields: { kind: 'inventory_fields', required: true },
  },
};

/** Makes a type of stock. Throws E_INPUT, E_CONFLICT. */
export function createInventoryTemplate(db: Database, input: Input): Promise<InventoryTemplate> {
  return createThing(db, inventoryTemplateThing, input);
}

/** Changes the given fields; items follow, and E_CONFLICT tells two that a newly unique field finds equal. */
export function updateInventoryTemplate(db: Database, id: unknown, changes: Input): Promise<InventoryTemplate> {
  return withTransaction(db, async tx => {
    const before = await getInventoryTemplate(tx, id);
    // The index rows go first: the type's name is part of their key.
    await tx.deleteFrom('inventory_unique').where('inventory_type', '=', before.inventory_type).execute();
    const template = await updateThing(tx, inventoryTemplateThing, id, changes);
    await rewriteAllItems(tx, template);
    return template;
  });
}

/** Throws E_NOT_FOUND. */
export function getInventoryTemplate(db: Database, id: unknown): Promise<InventoryTemplate> {
  return getThing(db, inventoryTemplateThing, id);
}

/** The template of a type, by the name that orders use. Throws E_NOT_FOUND with the nearest name. */
export async function getInventoryTemplateByType(db: Database, type: string): Promise<InventoryTemplate> {
  const templates = await inventoryTemplatesByType(db);
  const template = templates.get(type);
  if (template !== undefined) return template;
  const near = didYouMean(type, templates.keys());
  const hint = near === undefined ? undefined : `did you mean ${near}?`;
  throw new OmnicrmError('E_NOT_FOUND', `there is no inventory type ${type}`, { hint });
}

/** Every template by its type's name: there are few. */
export async function inventoryTemplatesByType(db: Database): Promise<ReadonlyMap<string, InventoryTemplate>> {
  const sql = `select ${selectShown(inventoryTemplateThing)} from inventory_template`;
  const { rows } = await runQuery<Columns>(db, { sql, parameters: [] });
  const templates = rows.map(columns => showRow(inventoryTemplateThing, columns));
  return new Map(templates.map(template => [template.inventory_type, template]));
}

/** A page of templates. Throws E_INPUT for an unknown column. */
export function listInventoryTemplates(db: Database, query: ListQuery = {}): Promise<Page<InventoryTemplate>> {
  return listThings(db, inventoryTemplateThing, query);
}

/** Removes it and gives it back as it was. Throws E_NOT_FOUND, E_CONFLICT while there are items of the type. */
export function deleteInventoryTemplate(db: Database, id: unknown): Promise<InventoryTemplate> {
  return deleteThing(db, inventoryTemplateThing, id);
}

/** Indexes and seals what the template now calls unique and secret. */
async function rewriteAllItems(db: Database, template: InventoryTemplate): Promise<void> {
  const query = db.selectFrom('inventory').select(['inventory_id', 'fields']);
  for (const { inventory_id, fields } of await query.where('inventory_type', '=', template.inventory_type).execute()) {
    const values = storedValues(db, { fields });
    await indexUniqueValues(db, template, inventory_id, values);
    const sealed = { fields: fieldsColumn(db, template, values) };
    await db.updateTable('inventory').set(sealed).where('inventory_id', '=', inventory_id).execute();
  }
}
