import { OmnicrmError } from '../errors.ts';
import { compileOnce } from '../store/compile-once.ts';
import type { Database } from '../store/schema.ts';
import { sealerOf } from '../store/sealer.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { customerField, productField, siteField } from './fields/reference-fields.ts';
import { moneyText } from './money.ts';
import { endSubscribersOf } from './subscriber.ts';
import { createThing, deleteThing, getThing, updateThing } from './things/crud.ts';
import { findThing } from './things/find-thing.ts';
import { customerText, serviceText } from './things/full-text.ts';
import { listThings } from './things/list-things.ts';
import { readId } from './things/read-id.ts';
import { showRow } from './things/show-row.ts';
import { type Columns, type Thing } from './things/thing.ts';
import type { Input, ListQuery, Page, Service } from './types.ts';

/** What a service has. Its search also finds the customer's name and the identifiers of its stock (MSISDN, ICCID…). */
export const serviceThing: Thing<Service> = {
  label: 'service',
  table: 'service',
  key: 'service_id',
  search: ['service_name', 'service_uuid'],
  fullText: serviceText,
  searchBy: [{ column: 'customer_id', fullText: customerText }],
  searchElsewhere: idsByStock,
  fields: {
    customer_id: customerField,
    product_id: productField,
    site_id: siteField,
    service_name: { kind: 'text', required: true, maximum: 200 },
    service_uuid: {
      kind: 'text',
      required: true,
      maximum: 100,
      pattern: { regexp: /^[A-Za-z0-9._:-]+$/, says: 'an account name: letters, digits and . _ : -' },
    },
    service_type: { kind: 'text', nullable: true, maximum: 50 },
    service_status: { kind: 'choice', choices: ['Active', 'Inactive', 'Suspended'], default: 'Active' },
    retail_cost: { kind: 'money', default: 0 },
    wholesale_cost: { kind: 'money', default: 0 },
    auto_renew: { kind: 'choice', choices: ['true', 'false', 'prompt'], default: 'false' },
    notes: { kind: 'text', nullable: true },
    custom_fields: { kind: 'json_object', default: '{}' },
    start_date: { kind: 'date', nullable: true },
    end_date: { kind: 'date', nullable: true },
    created_by_provision_id: { kind: 'integer', nullable: true, readOnly: true },
  },
};

/**
 * Makes a service; prices and type that are not given are the product's. With `provisionId` it belongs to that run: the run
 * asking again for the same service_uuid gets the row it made before. Throws E_INPUT, E_CONFLICT.
 */
export function createService(db: Database, input: Input, provisionId?: number): Promise<Service> {
  return withTransaction(db, async tx => {
    const before = await serviceOfRun(tx, input['service_uuid'], provisionId);
    if (before !== undefined) return getService(tx, before);
    const extra = provisionId === undefined ? {} : { created_by_provision_id: provisionId };
    return createThing(tx, serviceThing, { ...(await productDefaults(tx, input)), ...input }, extra);
  });
}

/** Changes the given fields. Throws E_NOT_FOUND, E_INPUT, E_CONFLICT. */
export function updateService(db: Database, id: unknown, changes: Input): Promise<Service> {
  return updateThing(db, serviceThing, id, changes);
}

/** Throws E_NOT_FOUND. */
export function getService(db: Database, id: unknown): Promise<Service> {
  return getThing(db, serviceThing, id);
}

/** The service with this id or service_uuid. Throws E_NOT_FOUND. */
export function findService(db: Database, idOrUuid: string | number): Promise<Service> {
  return findThing(db, serviceThing, 'service_uuid', idOrUuid);
}

/** A page of services. Throws E_INPUT for an unknown column. */
export function listServices(db: Database, query: ListQuery = {}): Promise<Page<Service>> {
  return listThings(db, serviceThing, query);
}

/** The services that a run made, oldest first. */
export async function listServicesCreatedBy(db: Database, provisionId: number): Promise<Service[]> {
  const { rows } = await findMade(db, { provisionId });
  return (rows as Columns[]).map(columns => showRow(serviceThing, columns));
}

const findMade = compileOnce<{ provisionId: number }>(['provisionId'], (db, { provisionId }) =>
  db.selectFrom('service').selectAll().where('created_by_provision_id', '=', provisionId).orderBy('service_id'),
);

/** Removes it and gives it back as it was; its subscribers end, stock that names it is left without a service. Throws E_NOT_FOUND, E_CONFLICT. */
export function deleteService(db: Database, id: unknown): Promise<Service> {
  return withTransaction(db, async tx => {
    await endSubscribersOf(tx, readId(serviceThing, id));
    return deleteThing(tx, serviceThing, id);
  });
}

/** Keeps what a removal will need (HSS ids, IMSI…) as JSON text, sealed, never shown by the API. Throws E_NOT_FOUND. */
export function keepRemovalFacts(db: Database, id: unknown, facts: string | null): Promise<void> {
  return withTransaction(db, async tx => {
    const service_id = readId(serviceThing, id);
    const removal_facts = facts === null ? null : sealerOf(tx).seal(facts);
    const update = tx.updateTable('service').set({ removal_facts }).where('service_id', '=', service_id);
    const { numUpdatedRows } = await update.executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw new OmnicrmError('E_NOT_FOUND', `there is no service ${service_id}`);
  });
}

/** The JSON text that `keepRemovalFacts` kept, or null. Throws E_NOT_FOUND, E_SEAL. */
export async function removalFacts(db: Database, id: unknown): Promise<string | null> {
  const service_id = readId(serviceThing, id);
  const query = db.selectFrom('service').select('removal_facts').where('service_id', '=', service_id);
  const row = await query.executeTakeFirst();
  if (row === undefined) throw new OmnicrmError('E_NOT_FOUND', `there is no service ${service_id}`);
  return row.removal_facts === null ? null : sealerOf(db).open(row.removal_facts);
}

async function serviceOfRun(db: Database, uuid: unknown, provisionId: number | undefined): Promise<number | undefined> {
  if (provisionId === undefined || typeof uuid !== 'string') return undefined;
  const query = db
    .selectFrom('service')
    .select('service_id')
    .where('service_uuid', '=', uuid)
    .where('created_by_provision_id', '=', provisionId);
  return (await query.executeTakeFirst())?.service_id;
}

async function productDefaults(db: Database, { product_id }: Input): Promise<Input> {
  const query = db
    .selectFrom('product')
    .select(['retail_cost_minor', 'wholesale_cost_minor', 'service_type'])
    .where('product_id', '=', Number(product_id));
  const product = await query.executeTakeFirst();
  if (product === undefined) return {};
  return {
    retail_cost: moneyText(product.retail_cost_minor),
    wholesale_cost: moneyText(product.wholesale_cost_minor),
    service_type: product.service_type,
  };
}

async function idsByStock(db: Database, text: string): Promise<number[]> {
  const query = db
    .selectFrom('inventory_unique')
    .innerJoin('inventory', 'inventory.inventory_id', 'inventory_unique.inventory_id')
    .select('inventory.service_id as id')
    .where('inventory_unique.value', '=', text);
  const rows = await query.limit(1000).execute();
  return rows.map(row => row.id).filter(id => id !== null);
}
