import { OmnicrmError } from '../errors.ts';
import { compileOnce } from '../store/compile-once.ts';
import type { Database } from '../store/schema.ts';
import { freeStates } from './inventory-state.ts';
import { now } from './things/thing.ts';

export interface Reservation {
  /** Inventory type → id of the item to hold. */
  readonly inventoryIds: Readonly<Record<string, number>>;
  readonly provisionId: number;
  /** ISO moment after which the hold is void once the run has ended. */
  readonly until: string;
}

/**
 * Holds items for a run: each is taken by one compare-and-set, so two orders never get the same. Call it in the transaction
 * that writes the run's row. Throws E_NOT_FOUND, and E_STOCK for an item of another type or with who has it.
 */
export async function reserveInventory(db: Database, { inventoryIds, provisionId, until }: Reservation): Promise<void> {
  if (Object.keys(inventoryIds).length === 0) return;
  await releaseExpired(db);
  for (const [type, inventoryId] of Object.entries(inventoryIds)) {
    if (await takeItem(db, type, inventoryId, provisionId, until)) continue;
    throw await whyNot(db, type, inventoryId, provisionId);
  }
}

/** What became of a run's items: `released` are free again, `kept` are still assigned to somebody. */
export interface Released {
  readonly released: readonly number[];
  readonly kept: readonly number[];
}

/** Gives up a run's hold: what nobody owns now goes back to the state it came from. Repeating it changes nothing. */
export async function releaseReservation(db: Database, provisionId: number): Promise<Released> {
  const items = await heldItems(db, provisionId);
  const freed = db
    .updateTable('inventory')
    .set(eb => ({ item_state: eb.fn.coalesce('reserved_from', eb.val('Used')), customer_id: null, service_id: null }));
  await freed.where('reserved_by', '=', provisionId).where('item_state', 'in', ['Reserved', 'Used']).execute();
  await clearHold(db, provisionId);
  const kept = items.filter(item => item.item_state === 'Assigned').map(item => item.inventory_id);
  return { released: items.map(item => item.inventory_id).filter(id => !kept.includes(id)), kept };
}

/**
 * Keeps a failed run's items out of stock: what it left at a backend may still belong to them. They are free when the run's
 * rollback is finished.
 */
export async function keepReservation(db: Database, provisionId: number): Promise<void> {
  await db
    .updateTable('inventory')
    .set(eb => ({
      item_state: 'Reserved',
      reserved_from: eb.fn.coalesce('reserved_from', eb.val('Used')),
      reserved_until: null,
      customer_id: null,
      service_id: null,
      last_modified: now(),
    }))
    .where('reserved_by', '=', provisionId)
    .execute();
}

/** Holds the items of a service for the run that removes it; they stay Assigned until its play frees them. */
export async function holdInventoryOfService(
  db: Database,
  { serviceId, provisionId, until }: { serviceId: number; provisionId: number; until: string },
): Promise<void> {
  await db
    .updateTable('inventory')
    .set({ reserved_by: provisionId, reserved_until: until })
    .where('service_id', '=', serviceId)
    .execute();
}

/** Turns a run's hold into ownership at its success: what it holds is Assigned to the customer and the service. */
export async function assignReservation(
  db: Database,
  { provisionId, customerId, serviceId }: { provisionId: number; customerId: number; serviceId: number | null },
): Promise<void> {
  await assignHeld(db, { provisionId, customerId, serviceId });
  await clearHold(db, provisionId);
}

const assignHeld = compileOnce<{ provisionId: number; customerId: number; serviceId: number | null }>(
  ['provisionId', 'customerId', 'serviceId'],
  (db, { provisionId, customerId, serviceId }) =>
    db
      .updateTable('inventory')
      .set(eb => ({
        item_state: 'Assigned',
        customer_id: eb.fn.coalesce('customer_id', eb.val(customerId)),
        service_id: eb.fn.coalesce('service_id', eb.val(serviceId)),
      }))
      .where('reserved_by', '=', provisionId)
      .where('item_state', 'in', ['Reserved', 'Assigned']),
);

/** The id of a free item of a type: new ones first, then the lowest id. Throws E_STOCK when there is none. */
export async function pickFree(db: Database, type: string): Promise<number> {
  const query = db
    .selectFrom('inventory')
    .select('inventory_id')
    .where('inventory_type', '=', type)
    .where('item_state', 'in', freeStates)
    .where('customer_id', 'is', null)
    .where('service_id', 'is', null)
    .where('reserved_by', 'is', null)
    .orderBy('item_state')
    .orderBy('inventory_id');
  const item = await query.limit(1).executeTakeFirst();
  if (item !== undefined) return item.inventory_id;
  throw new OmnicrmError('E_STOCK', `there is no free ${type} in stock`, {
    hint: 'add stock: omnicrm inventory import FILE',
    details: { inventory_type: type },
  });
}

/** Holds whose time is over and whose run has ended without giving them up. */
async function releaseExpired(db: Database): Promise<void> {
  const ended = db.selectFrom('provision').select('provision_id').where('provisioning_status', '<>', 1);
  const query = db.selectFrom('inventory').select('reserved_by').distinct().where('reserved_until', '<', now());
  for (const { reserved_by } of await query.where('reserved_by', 'in', ended).execute()) {
    if (reserved_by !== null) await releaseReservation(db, reserved_by);
  }
}

async function takeItem(db: Database, type: string, id: number, provisionId: number, until: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('inventory')
    .set(eb => ({
      reserved_from: eb.ref('item_state'),
      item_state: 'Reserved',
      reserved_by: provisionId,
      reserved_until: until,
      last_modified: now(),
    }))
    .where('inventory_id', '=', id)
    .where('inventory_type', '=', type)
    .where('item_state', 'in', freeStates)
    .where('customer_id', 'is', null)
    .where('service_id', 'is', null)
    .where('reserved_by', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

async function whyNot(db: Database, type: string, id: number, provisionId: number): Promise<OmnicrmError> {
  const item = await db.selectFrom('inventory').selectAll().where('inventory_id', '=', id).executeTakeFirst();
  if (item === undefined) return new OmnicrmError('E_NOT_FOUND', `there is no inventory item ${id}`);
  if (item.inventory_type !== type) {
    return new OmnicrmError('E_STOCK', `item ${id} is a ${item.inventory_type}, not a ${type}`);
  }
  const { item_state, customer_id, service_id, reserved_by } = item;
  const taken =
    reserved_by === provisionId ? 'it is named twice' : ownerText(item_state, customer_id, service_id, reserved_by);
  return new OmnicrmError('E_STOCK', `${type} ${id} is not free: ${taken}`, {
    hint: 'choose another item, or let one be picked',
    details: { inventory_id: id, item_state, customer_id, service_id, reserved_by },
  });
}

function ownerText(state: string, customer: number | null, service: number | null, run: number | null): string {
  if (state === 'Reserved') return run === null ? 'it is reserved by hand' : `run ${run} holds it`;
  if (service !== null) return `it is ${state} and belongs to service ${service}`;
  return customer === null ? `it is ${state}` : `it is ${state} and belongs to customer ${customer}`;
}

function heldItems(db: Database, provisionId: number): Promise<{ inventory_id: number; item_state: string }[]> {
  const query = db.selectFrom('inventory').select(['inventory_id', 'item_state']);
  return query.where('reserved_by', '=', provisionId).orderBy('inventory_id').execute();
}

async function clearHold(db: Database, provisionId: number): Promise<void> {
  await endHold(db, { provisionId, moment: now() });
}

const endHold = compileOnce<{ provisionId: number; moment: string }>(
  ['provisionId', 'moment'],
  (db, { provisionId, moment }) =>
    db
      .updateTable('inventory')
      .set({ reserved_by: null, reserved_until: null, reserved_from: null, last_modified: moment })
      .where('reserved_by', '=', provisionId),
);
