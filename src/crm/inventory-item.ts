import { OmnicrmError } from '../errors.ts';
import type { Database } from '../store/schema.ts';
import { sealerOf } from '../store/sealer.ts';
import type { Fields } from './fields/field.ts';
import { ownerField, serviceField } from './fields/reference-fields.ts';
import { itemStates } from './inventory-state.ts';
import type { InventoryValues } from './inventory-unique.ts';
import { showRow } from './things/show-row.ts';
import type { Columns, Thing } from './things/thing.ts';
import type { Input, InventoryItem, InventoryTemplate } from './types.ts';

export interface InventoryOptions {
  /** Show secret fields (ki, opc…) instead of a mask. */
  readonly reveal?: boolean | undefined;
  /** The run on whose behalf it is done: it may change what it holds itself. */
  readonly provisionId?: number | undefined;
}

/** What stands in the place of a secret value. */
const MASK = '********';

const ownFields: Fields = {
  inventory_type: { kind: 'text', required: true },
  item_state: { kind: 'choice', choices: itemStates, default: 'New' },
  customer_id: ownerField,
  service_id: serviceField,
  notes: { kind: 'text', nullable: true },
  reserved_by: { kind: 'integer', nullable: true, readOnly: true },
  reserved_until: { kind: 'text', nullable: true, readOnly: true },
};

/** An item of any type: its own columns only. */
export const inventoryThing: Thing<InventoryItem> = {
  label: 'inventory item',
  table: 'inventory',
  key: 'inventory_id',
  search: ['inventory_type', 'notes'],
  fields: ownFields,
};

const things = new WeakMap<InventoryTemplate, Thing<InventoryItem>>();

/** An item of one type: its own columns, then the type's fields. */
export function thingOfType(template: InventoryTemplate): Thing<InventoryItem> {
  const known = things.get(template) ?? makeThing(template);
  things.set(template, known);
  return known;
}

function makeThing(template: InventoryTemplate): Thing<InventoryItem> {
  const typeFields = template.fields.map(field => [
    field.name,
    { kind: 'identifier', ...(field.required ? { required: true } : { nullable: true }), maximum: 1000 },
  ]);
  return {
    ...inventoryThing,
    label: template.inventory_type,
    fields: { ...ownFields, ...Object.fromEntries(typeFields) },
  };
}

/** A stored item as JSON shows it: the type's fields beside the columns, secrets masked unless they are to be revealed. */
export function showItem(db: Database, template: InventoryTemplate, columns: Columns, reveal: boolean): InventoryItem {
  const values = reveal ? storedFields(columns) : maskItem(template, storedFields(columns));
  return showRow(thingOfType(template), { ...columns, ...openValues(db, values) });
}

/** Parts the checked columns of an item into those of the table and the values of the type's fields. */
export function splitColumns(template: InventoryTemplate, columns: Columns): { own: Columns; values: InventoryValues } {
  const isTypeField = (name: string): boolean => template.fields.some(field => field.name === name);
  const entries = Object.entries(columns);
  return {
    own: Object.fromEntries(entries.filter(([name]) => !isTypeField(name))),
    values: Object.fromEntries(entries.filter(([name]) => isTypeField(name))) as InventoryValues,
  };
}

/** The values of the type's fields of a stored item, secrets opened. Throws E_SEAL. */
export function storedValues(db: Database, columns: Columns): InventoryValues {
  return openValues(db, storedFields(columns));
}

/** The column `fields` of an item with these values: JSON text in which the secrets are sealed. */
export function fieldsColumn(db: Database, template: InventoryTemplate, values: InventoryValues): string {
  const sealer = sealerOf(db);
  const isSecret = (name: string): boolean => template.fields.some(field => field.secret && field.name === name);
  // What looks sealed is sealed too: so it comes back as it was given.
  const stored = Object.entries(values).map(([name, value]) => [
    name,
    value !== null && (isSecret(name) || sealer.isSealed(value)) ? sealer.seal(value) : value,
  ]);
  return JSON.stringify(Object.fromEntries(stored));
}

function openValues(db: Database, values: InventoryValues): InventoryValues {
  const sealer = sealerOf(db);
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === null ? null : sealer.open(value)]),
  );
}

function storedFields(columns: Columns): InventoryValues {
  return JSON.parse(String(columns['fields'])) as InventoryValues;
}

/** Refuses (E_INPUT) a mask that somebody read and sends back as if it were the secret. */
export function refuseMasks(template: InventoryTemplate, input: Input): void {
  const masked = template.fields.find(field => field.secret && input[field.name] === MASK);
  if (masked === undefined) return;
  throw new OmnicrmError('E_INPUT', `${masked.name}: ${MASK} only stands for the secret`, {
    hint: 'leave the field out to keep it as it is',
  });
}

/** An item, or the values of one, with masks in the place of its secrets. */
export function maskItem<Item extends Readonly<Record<string, unknown>>>(
  template: InventoryTemplate,
  item: Item,
): Item {
  const masks = template.fields.filter(field => field.secret && (item[field.name] ?? null) !== null);
  return { ...item, ...Object.fromEntries(masks.map(field => [field.name, MASK])) };
}
