import { compileForTransaction, compileOnce } from '../store/compile-once.ts';
import { runQuery } from '../store/run-query.ts';
import type { Insertable } from 'kysely';
import type { Database } from '../store/schema.ts';
import type { ProvisionTable } from '../store/tables/provision.ts';
import { provisionColumns } from './provision-columns.ts';
import { listEvents } from './provision-event.ts';
import { provisionThing } from './provision-thing.ts';
import { explainConstraints } from './things/constraint-error.ts';
import { listColumns } from './things/list-things.ts';
import { notFound, readId } from './things/read-id.ts';
import { now } from './things/thing.ts';
import type { ListQuery, Page, Provision, ProvisionWithEvents } from './types.ts';

/** The process that runs a play: a pid counts only with the start time of its process. */
export interface RunOwner {
  readonly owner_host: string;
  readonly owner_pid: number;
  readonly owner_started: string;
}

/** A run about to begin. Texts must be redacted before they come here. */
export interface NewProvision extends RunOwner {
  readonly customer_id: number | null;
  readonly product_id: number | null;
  readonly service_id?: number | null;
  readonly action: 'provision' | 'deprovision';
  readonly provisioning_play: string;
  readonly playbook_description?: string | null;
  readonly provisioning_json_vars: string;
  readonly task_count?: number;
  readonly initiating_user?: number | null;
  /** Default: now. */
  readonly created?: string;
  readonly order_key?: string | null;
  readonly order_digest?: string | null;
  readonly run_key?: string;
  readonly play_digest?: string;
  /** Sealed kept text. */
  readonly sealed_inputs?: string;
  readonly retry_of?: number | null;
  readonly order_id?: number | null;
  readonly step?: number | null;
}

/** What changes while a run goes on and ends. */
export type ProvisionChanges = Partial<
  Pick<
    Provision,
    | 'customer_id'
    | 'service_id'
    | 'playbook_description'
    | 'provisioning_json_vars'
    | 'provisioning_status'
    | 'task_count'
    | 'heartbeat'
    | 'interrupted'
    | 'verdict'
    | 'finished'
    | 'turned_back'
    | 'cancel_requested'
    | 'held_since'
    | 'held_reason'
  >
>;

/** Writes the row of a run that begins: status 1, alive now. Throws E_CONFLICT when the order key was used before. */
export async function createProvision(db: Database, provision: NewProvision): Promise<Provision> {
  const row = {
    ...unsaid,
    ...provision,
    provisioning_status: 1,
    heartbeat: now(),
    created: provision.created ?? now(),
  };
  const { insertId } = await explainConstraints(provisionThing, () => insertProvision(db, row));
  return getProvision(db, Number(insertId));
}

const unsaid = {
  service_id: null,
  playbook_description: null,
  task_count: 0,
  initiating_user: null,
  order_key: null,
  order_digest: null,
  run_key: null,
  play_digest: null,
  sealed_inputs: null,
  retry_of: null,
  order_id: null,
  step: null,
};

type NewRow = Omit<Insertable<ProvisionTable>, 'provision_id'>;

const said = 'customer_id product_id action provisioning_play provisioning_json_vars provisioning_status';
const written = 'owner_host owner_pid owner_started heartbeat created';
const columns = [said, written, ...Object.keys(unsaid)].join(' ').split(' ') as (keyof NewRow)[];

const insertProvision = compileOnce<NewRow>(columns, (db, row) => db.insertInto('provision').values(row));

/** Changes a run's row. Throws E_NOT_FOUND. */
export async function updateProvision(db: Database, id: number, changes: ProvisionChanges): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('provision')
    .set(changes)
    .where('provision_id', '=', id)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw notFound(provisionThing, id);
}

const setVariables = compileForTransaction<Pick<Provision, 'provision_id' | 'provisioning_json_vars'>>(
  ['provision_id', 'provisioning_json_vars'],
  (db, { provision_id, provisioning_json_vars }) =>
    db.updateTable('provision').set({ provisioning_json_vars }).where('provision_id', '=', provision_id),
);

/** Keeps the variables that a run goes with. The text must be redacted before it comes here. */
export function keepRunVariables(tx: Database, provision_id: number, provisioning_json_vars: string): void {
  setVariables(tx, { provision_id, provisioning_json_vars });
}

/** Ends a run: 0 success or 2 failed, with the verdict of its rollback. Throws E_NOT_FOUND. */
export async function finishProvision(
  db: Database,
  id: number,
  end: { provisioning_status: 0 | 2; verdict?: 'clean' | 'dirty' | null; service_id?: number | null },
): Promise<void> {
  const { provisioning_status, verdict = null, service_id = null } = end;
  const row = { provision_id: id, provisioning_status, verdict, service_id, moment: now() };
  if ((await endProvision(db, row)).numAffectedRows === 0n) throw notFound(provisionThing, id);
}

/** A run keeps the service it has when it made none. */
const endProvision = compileOnce<
  Pick<Provision, 'provision_id' | 'provisioning_status' | 'verdict' | 'service_id'> & { readonly moment: string }
>(['provision_id', 'provisioning_status', 'verdict', 'service_id', 'moment'], (db, row) =>
  db
    .updateTable('provision')
    .set(eb => ({
      provisioning_status: row.provisioning_status,
      verdict: row.verdict,
      service_id: eb.fn.coalesce(eb.val(row.service_id), 'service_id'),
      finished: row.moment,
      heartbeat: row.moment,
    }))
    .where('provision_id', '=', row.provision_id),
);

/** A sign of life of the run's owner; gives back whether somebody asked for the run's end. */
export async function beat(db: Database, id: number): Promise<boolean> {
  const update = db.updateTable('provision').set({ heartbeat: now() }).where('provision_id', '=', id);
  const row = await update.returning('cancel_requested').executeTakeFirst();
  return row !== undefined && row.cancel_requested !== null;
}

/** Takes over a running run from an owner that is gone; false when another process was quicker or the run has ended. */
export async function claimProvision(
  db: Database,
  id: number,
  owner: RunOwner,
  before: { readonly [Name in keyof RunOwner]: RunOwner[Name] | null },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('provision')
    .set({ ...owner, heartbeat: now(), interrupted: null, cancel_requested: null, held_since: null, held_reason: null })
    .where('provision_id', '=', id)
    .where('provisioning_status', '=', 1)
    .where('owner_host', 'is', before.owner_host)
    .where('owner_pid', 'is', before.owner_pid)
    .where('owner_started', 'is', before.owner_started)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Opens a failed run again for another try by this owner; false when it is not a failed one (any more). */
export async function reopenProvision(db: Database, id: number, owner: RunOwner): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('provision')
    .set({ ...owner, heartbeat: now(), provisioning_status: 1, verdict: null, finished: null, interrupted: null })
    .where('provision_id', '=', id)
    .where('provisioning_status', '=', 2)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** What a run's variables are made of, sealed; null for a run from before there was a journal. */
export async function sealedInputs(db: Database, id: number): Promise<string | null> {
  const query = db.selectFrom('provision').select('sealed_inputs').where('provision_id', '=', id);
  return (await query.executeTakeFirst())?.sealed_inputs ?? null;
}

const RUN = `select ${provisionColumns} from provision where provision_id = ?`;

/** One run. Throws E_NOT_FOUND. */
export async function getProvision(db: Database, id: unknown): Promise<Provision> {
  const { rows } = await runQuery<Provision>(db, { sql: RUN, parameters: [readId(provisionThing, id)] });
  if (rows[0] === undefined) throw notFound(provisionThing, id);
  return rows[0];
}

const findStatus = compileOnce<{ provision_id: number }>(['provision_id'], (db, { provision_id }) =>
  db.selectFrom('provision').select('provisioning_status').where('provision_id', '=', provision_id),
);

/** 0 success, 1 running, 2 failed; undefined when there is no such run. */
export async function statusOfProvision(
  db: Database,
  id: number,
): Promise<Provision['provisioning_status'] | undefined> {
  const { rows } = await findStatus(db, { provision_id: id });
  return (rows as Pick<Provision, 'provisioning_status'>[])[0]?.provisioning_status;
}

/** One run with its events under `provisioning_result_json`, as UIs poll it. Throws E_NOT_FOUND. */
export async function getProvisionWithEvents(db: Database, id: unknown): Promise<ProvisionWithEvents> {
  const provision = await getProvision(db, id);
  return { ...provision, provisioning_result_json: await listEvents(db, provision.provision_id) };
}

/** The run that an idempotency key stands for. */
export async function findProvisionByOrderKey(db: Database, key: string): Promise<Provision | undefined> {
  const query = db.selectFrom('provision').select('provision_id').where('order_key', '=', key);
  const row = await query.executeTakeFirst();
  return row === undefined ? undefined : getProvision(db, row.provision_id);
}

/** The last run whose order's key begins so. */
export async function lastRunUnderKey(
  db: Database,
  beginning: string,
): Promise<{ provision_id: number; order_key: string | null; created: string } | undefined> {
  const query = db
    .selectFrom('provision')
    .select(['provision_id', 'order_key', 'created'])
    .where('order_key', '>=', beginning)
    .where('order_key', '<', `${beginning}\uffff`)
    .orderBy('provision_id', 'desc');
  return query.executeTakeFirst();
}

/** A page of runs; the search looks at the description, the play and the customer's name. Throws E_INPUT. */
export function listProvisions(db: Database, query: ListQuery = {}): Promise<Page<Provision>> {
  return listColumns(db, provisionThing, { order: 'desc', ...query }, provisionColumns);
}

/** All runs that have not ended, the oldest first. */
export async function listRunning(db: Database): Promise<Provision[]> {
  const sql = `select ${provisionColumns} from provision where provisioning_status = 1 order by provision_id`;
  return (await runQuery<Provision>(db, { sql, parameters: [] })).rows;
}

/** The run that works on a service now, if there is one: orders for one service go one after the other. */
export async function runningOnService(db: Database, serviceId: unknown): Promise<Provision | undefined> {
  const query = db
    .selectFrom('provision')
    .select('provision_id')
    .where('service_id', '=', readId({ label: 'service' }, serviceId))
    .where('provisioning_status', '=', 1);
  const row = await query.executeTakeFirst();
  return row === undefined ? undefined : getProvision(db, row.provision_id);
}
