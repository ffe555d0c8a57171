import type { Database } from '../store/schema.ts';
import { getThing } from './things/crud.ts';
import { listThings } from './things/list-things.ts';
import { now, type Thing } from './things/thing.ts';
import type { ListQuery, Page } from './types.ts';

/** Who acts: a person, a program with a key, an address on the white list, or a run. */
export interface Principal {
  readonly kind: 'user' | 'api_key' | 'address' | 'run';
  /** Null for an address and for a key of the configuration. */
  readonly id: number | null;
  /** For people to read: a mail address, the name of a key, an address. */
  readonly name: string;
}

/** Who acts, in whose name, from where. */
export interface Actor {
  readonly principal: Principal;
  readonly userId: number | null;
  readonly address: string | null;
}

/** What was done to which row. Values must be redacted before they come here. */
export interface Deed {
  /** create, update, delete, login… */
  readonly action: string;
  /** The kind of row: customer, service, session… */
  readonly entity: string;
  readonly entityId: string | number | null;
  /** Whose account it concerns. */
  readonly customerId?: number | null | undefined;
  /** JSON texts; of an update only what changed. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

export interface Activity {
  readonly activity_id: number;
  readonly created: string;
  readonly principal_kind: Principal['kind'];
  readonly principal_id: number | null;
  readonly principal_name: string;
  readonly user_id: number | null;
  readonly address: string | null;
  readonly action: string;
  readonly entity: string;
  readonly entity_id: string | null;
  readonly customer_id: number | null;
  /** Redacted JSON texts. */
  readonly before: string | null;
  readonly after: string | null;
}

const text = { kind: 'text', nullable: true, readOnly: true } as const;
const number = { kind: 'integer', nullable: true, readOnly: true } as const;

/** The columns of the log; only `recordActivity` writes them. */
export const activityThing: Thing<Activity> = {
  label: 'activity',
  table: 'activity',
  key: 'activity_id',
  moments: ['created'],
  search: ['principal_name', 'entity', 'action'],
  fields: {
    principal_kind: text,
    principal_id: number,
    principal_name: text,
    user_id: number,
    address: text,
    action: text,
    entity: text,
    entity_id: text,
    customer_id: number,
    before: text,
    after: text,
  },
};

/** Adds a row to the log. Call it in the transaction of the change: neither is kept without the other. */
export async function recordActivity(db: Database, actor: Actor, deed: Deed): Promise<void> {
  const { principal, userId, address } = actor;
  const row = {
    created: now(),
    principal_kind: principal.kind,
    principal_id: principal.id,
    principal_name: principal.name,
    user_id: userId,
    address,
    action: deed.action,
    entity: deed.entity,
    entity_id: deed.entityId === null ? null : String(deed.entityId),
    customer_id: deed.customerId ?? null,
    before: deed.before ?? null,
    after: deed.after ?? null,
  };
  await db.insertInto('activity').values(row).execute();
}

/** Adds a row unless the log has it: what is asked for again was done once. */
export async function recordOnce(db: Database, actor: Actor, deed: Deed): Promise<void> {
  const query = db.selectFrom('activity').select('activity_id').where('entity', '=', deed.entity);
  const before = query.where('entity_id', '=', String(deed.entityId)).where('action', '=', deed.action);
  if ((await before.executeTakeFirst()) === undefined) await recordActivity(db, actor, deed);
}

/** A page of the log, the newest first unless sorted otherwise. Throws E_INPUT for an unknown column. */
export function listActivities(db: Database, query: ListQuery = {}): Promise<Page<Activity>> {
  return listThings(db, activityThing, { ...query, order: query.order ?? 'desc' });
}

/** Throws E_NOT_FOUND. */
export function getActivity(db: Database, id: unknown): Promise<Activity> {
  return getThing(db, activityThing, id);
}
