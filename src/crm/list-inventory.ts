import { OmnicrmError } from '../errors.ts';
import type { Database } from '../store/schema.ts';
import { inventoryThing, showItem, type InventoryOptions } from './inventory-item.ts';
import { inventoryTemplatesByType } from './inventory-template.ts';
import { listColumns } from './things/list-things.ts';
import { untyped, type Columns, type Thing } from './things/thing.ts';
import { uniqueValue } from './inventory-unique.ts';
import type { Input, InventoryField, InventoryItem, InventoryTemplate, ListQuery, Page } from './types.ts';

type Templates = ReadonlyMap<string, InventoryTemplate>;

/** A page of stock. Unique fields of the types (iccid, msisdn…) can be filtered and searched by their whole value. */
export async function listInventory(
  db: Database,
  query: ListQuery = {},
  options: InventoryOptions = {},
): Promise<Page<InventoryItem>> {
  const templates = await inventoryTemplatesByType(db);
  const filters = await resolveTypeFilters(db, templates, query.filters);
  const { data, pagination } = await listColumns(db, searchable, { ...query, filters });
  return { data: showItems(db, templates, data, options), pagination };
}

/** All items that a customer owns, oldest first. */
export function listInventoryOfCustomer(
  db: Database,
  customerId: number,
  options: InventoryOptions = {},
): Promise<InventoryItem[]> {
  return listWhere(db, 'customer_id', customerId, options);
}

/** All items that belong to a service, oldest first. */
export function listInventoryOfService(
  db: Database,
  serviceId: number,
  options: InventoryOptions = {},
): Promise<InventoryItem[]> {
  return listWhere(db, 'service_id', serviceId, options);
}

/** All items that a run holds or has assigned but not yet given up, oldest first. */
export function listInventoryOfRun(
  db: Database,
  provisionId: number,
  options: InventoryOptions = {},
): Promise<InventoryItem[]> {
  return listWhere(db, 'reserved_by', provisionId, options);
}

/** The secret values (ki, opc…) of items, for a redactor that hides them wherever they turn up. */
export async function secretValuesOf(db: Database, inventoryIds: readonly number[]): Promise<string[]> {
  if (inventoryIds.length === 0) return [];
  const templates = await inventoryTemplatesByType(db);
  const query = untyped(db).selectFrom('inventory').selectAll();
  const rows = await query.where('inventory_id', 'in', [...inventoryIds]).execute();
  return showItems(db, templates, rows, { reveal: true }).flatMap(item => {
    const secrets = templates.get(item.inventory_type)?.fields.filter(field => field.secret) ?? [];
    return secrets.map(field => item[field.name]).filter(value => typeof value === 'string');
  });
}

const searchable: Thing = { ...inventoryThing, searchElsewhere: idsByValue };

async function idsByValue(db: Database, text: string): Promise<number[]> {
  const query = db.selectFrom('inventory_unique').select('inventory_id').where('value', '=', text);
  return (await query.execute()).map(row => row.inventory_id);
}

async function listWhere(
  db: Database,
  column: string,
  id: number,
  options: InventoryOptions,
): Promise<InventoryItem[]> {
  const query = untyped(db).selectFrom('inventory').selectAll().where(column, '=', id).orderBy('inventory_id');
  return showItems(db, await inventoryTemplatesByType(db), await query.execute(), options);
}

function showItems(
  db: Database,
  templates: Templates,
  rows: readonly Columns[],
  options: InventoryOptions,
): InventoryItem[] {
  return rows.map(columns => showItem(db, templateOf(templates, columns), columns, options.reveal === true));
}

function templateOf(templates: Templates, columns: Columns): InventoryTemplate {
  const template = templates.get(String(columns['inventory_type']));
  if (template !== undefined) return template;
  throw new OmnicrmError('E_INTERNAL', `item ${columns['inventory_id']} has no template: ${columns['inventory_type']}`);
}

/** Filters by a unique field of a type become a filter by the ids it finds; others pass. */
async function resolveTypeFilters(db: Database, templates: Templates, filters: ListQuery['filters']): Promise<Input> {
  const given = readFilters(filters);
  const unique = [...templates.values()].flatMap(template => template.fields.filter(field => field.unique));
  const names = Object.keys(given).filter(name => unique.some(field => field.name === name));
  if (names.length === 0) return given;
  const found = await Promise.all(
    names.map(name =>
      idsByField(
        db,
        unique.filter(field => field.name === name),
        given[name],
      ),
    ),
  );
  const ids = found.reduce((common, next) => common.filter(id => next.includes(id)));
  return { ...Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name))), inventory_id: ids };
}

/** `fields` are those of one name, of several types: a value may be secret in one and not in another. */
async function idsByField(db: Database, fields: readonly InventoryField[], values: unknown): Promise<number[]> {
  const list: readonly unknown[] = Array.isArray(values) ? values : [values];
  const wanted = fields.flatMap(field => list.map(value => uniqueValue(db, field, String(value))));
  const query = db.selectFrom('inventory_unique').select('inventory_id').where('field', 'in', fields.map(nameOf));
  const rows = await query.where('value', 'in', wanted).execute();
  return rows.map(row => row.inventory_id);
}

function nameOf({ name }: InventoryField): string {
  return name;
}

function readFilters(filters: ListQuery['filters']): Input {
  if (typeof filters !== 'string') return filters ?? {};
  try {
    return filters === '' ? {} : (JSON.parse(filters) as Input);
  } catch (cause) {
    throw new OmnicrmError('E_INPUT', `filters: not JSON: ${filters.slice(0, 200)}`, { cause });
  }
}
