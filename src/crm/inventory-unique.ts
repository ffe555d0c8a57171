import type { Database } from '../store/schema.ts';
import { sealerOf } from '../store/sealer.ts';
import { explainConstraints } from './things/constraint-error.ts';
import { OmnicrmError } from '../errors.ts';
import type { InventoryField, InventoryTemplate } from './types.ts';

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
  for (const field of template.fields.filter(each => each.unique)) {
    const value = values[field.name];
    if (value === null || value === undefined) continue;
    await claim(db, template.inventory_type, field.name, uniqueValue(db, field, value), inventoryId);
  }
}

/** The value as the index holds it: of a secret only a keyed digest. */
export function uniqueValue(db: Database, field: InventoryField, value: string): string {
  return field.secret ? sealerOf(db).fingerprint(value) : value;
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
