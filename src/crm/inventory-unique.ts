import type { Database } from '../store/schema.ts';
import { explainConstraints } from './things/constraint-error.ts';
import { OmnicrmError } from '../errors.ts';
import type { InventoryTemplate } from './types.ts';

/** The values of a type's own fields, by name. */
export type InventoryValues = Readonly<Record<string, string | null>>;

/** Puts the unique values of an item in the place of those it had. Throws E_CONFLICT naming the field and the other item. */
export async function indexUniqueValues(
  db: Database,
  template: InventoryTemplate,
  inventoryId: number,
  values: InventoryValues,
): Promise<void> {
  await db.deleteFrom('inventory_unique').where('inventory_id', '=', inventoryId).execute();
  for (const { name } of template.fields.filter(field => field.unique)) {
    const value = values[name];
    if (value !== null && value !== undefined) await claim(db, template.inventory_type, name, value, inventoryId);
  }
}

async function claim(db: Database, type: string, field: string, value: string, inventoryId: number): Promise<void> {
  const query = db
    .selectFrom('inventory_unique')
    .select('inventory_id')
    .where('inventory_type', '=', type)
    .where('field', '=', field)
    .where('value', '=', value);
  const other = await query.executeTakeFirst();
  if (other !== undefined) {
    throw new OmnicrmError('E_CONFLICT', `another ${type} has the same ${field}: item ${other.inventory_id}`);
  }
  const row = { inventory_type: type, field, value, inventory_id: inventoryId };
  await explainConstraints({ label: type }, () => db.insertInto('inventory_unique').values(row).execute());
}
