/** Orders of several plays, and the runs that are their steps. */
import type { Database } from '../store/schema.ts';
import type { ProvisionOrderTable } from '../store/tables/provision-order.ts';
import { getProvision, type RunOwner } from './provision-record.ts';
import { notFound } from './things/read-id.ts';
import { now } from './things/thing.ts';
import type { Provision } from './types.ts';

/** A play of an order as it was when the order was accepted. */
export interface PlannedStep {
  readonly play: string;
  readonly title: string;
  readonly taskCount: number;
  /** SHA-256 of its text, which is kept. */
  readonly playDigest: string;
}

type Columns = Omit<ProvisionOrderTable, 'order_id' | 'plays'>;

export interface ProvisionOrder extends Readonly<Columns> {
  readonly order_id: number;
  readonly plays: readonly PlannedStep[];
}

type NewOrder = Pick<ProvisionOrder, 'action' | 'customer_id' | 'product_id' | 'service_id' | 'plays'>;
type OrderChanges = Partial<
  Pick<ProvisionOrder, 'service_id' | 'state' | 'step' | 'failed_step' | 'verdict' | 'finished'>
>;

/** Writes the row of an order that begins and gives its number. */
export async function createOrder(db: Database, order: NewOrder): Promise<number> {
  const row = { ...order, plays: JSON.stringify(order.plays), state: 'running', step: 1, created: now() } as const;
  const insert = db.insertInto('provision_order').values(row).returning('order_id');
  return (await insert.executeTakeFirstOrThrow()).order_id;
}

/** One order. Throws E_NOT_FOUND. */
export async function getOrder(db: Database, id: number): Promise<ProvisionOrder> {
  const row = await db.selectFrom('provision_order').selectAll().where('order_id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound({ label: 'order' }, id);
  return { ...row, plays: JSON.parse(row.plays) as PlannedStep[] };
}

export async function updateOrder(db: Database, id: number, changes: OrderChanges): Promise<void> {
  await db.updateTable('provision_order').set(changes).where('order_id', '=', id).execute();
}

/** The runs of an order by their steps. */
export async function listRunsOfOrder(db: Database, id: number): Promise<Provision[]> {
  const query = db.selectFrom('provision').select('provision_id').where('order_id', '=', id).orderBy('step');
  const rows = await query.execute();
  return Promise.all(rows.map(({ provision_id }) => getProvision(db, provision_id)));
}

/** The run that an order stands at: one that has not ended has exactly one that is running. */
export async function runAtHand(db: Database, id: number): Promise<Provision | undefined> {
  const query = db
    .selectFrom('provision')
    .select('provision_id')
    .where('order_id', '=', id)
    .where('provisioning_status', '=', 1);
  const row = await query.executeTakeFirst();
  return row === undefined ? undefined : getProvision(db, row.provision_id);
}

/** Opens a run that succeeded again, to be undone by this owner. */
export async function turnBackProvision(db: Database, id: number, owner: RunOwner): Promise<void> {
  const open = { provisioning_status: 1, finished: null, interrupted: null, cancel_requested: null };
  await db
    .updateTable('provision')
    .set({ ...owner, ...open, heartbeat: now(), turned_back: now() })
    .where('provision_id', '=', id)
    .where('provisioning_status', '=', 0)
    .executeTakeFirstOrThrow();
}

/** Gives the stock that an order's runs hold to one of them: the run at hand may move it. */
export async function handStockTo(db: Database, orderId: number, provisionId: number): Promise<void> {
  const runs = db.selectFrom('provision').select('provision_id').where('order_id', '=', orderId);
  await db.updateTable('inventory').set({ reserved_by: provisionId }).where('reserved_by', 'in', runs).execute();
}
