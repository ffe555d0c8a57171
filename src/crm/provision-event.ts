import { compileForTransaction } from '../store/compile-once.ts';
import { runQuery } from '../store/run-query.ts';
import type { Database } from '../store/schema.ts';
import { now } from './things/thing.ts';
import type { ProvisionEvent } from './types.ts';

/** A task that starts or has ended. Texts must be redacted before they come here. */
export interface NewEvent {
  readonly provision_id: number;
  readonly event_name: string;
  /** 0 success, 1 running, 2 failed, 3 failed but ignored. */
  readonly provisioning_status: 0 | 1 | 2 | 3;
  readonly provisioning_result_json?: string | null;
  readonly duration_ms?: number | null;
  readonly task_path?: string | null;
  /** When it began; default: now. */
  readonly timestamp?: string;
}

type Row = Required<NewEvent> & { readonly event_number: number };
type End = Pick<NewEvent, 'provisioning_status' | 'provisioning_result_json' | 'duration_ms'>;

const ends = ['provisioning_status', 'provisioning_result_json', 'duration_ms'] as const;

const insertEvent = compileForTransaction<Row>(
  ['provision_id', 'event_number', 'event_name', 'task_path', 'timestamp', ...ends],
  (db, row) => {
    const { provision_id: _, event_number: __, ...again } = row;
    return db
      .insertInto('provision_event')
      .values(row)
      .onConflict(conflict => conflict.columns(['provision_id', 'event_number']).doUpdateSet(again));
  },
);

/** Writes an event that begins, or all of one that has ended; one that an earlier life of the run began is begun anew. */
export function startEvent(tx: Database, event: NewEvent & { readonly event_number: number }): void {
  const { provisioning_result_json = null, duration_ms = null, task_path = null, timestamp = now(), ...given } = event;
  insertEvent(tx, { ...given, provisioning_result_json, duration_ms, task_path, timestamp });
}

/** How many events of a run have ended, from its first on. */
export async function countEndedEvents(db: Database, provisionId: number): Promise<number> {
  const query = db.selectFrom('provision_event').select(eb => eb.fn.countAll<number>().as('ended'));
  const { ended } = await query
    .where('provision_id', '=', provisionId)
    .where('provisioning_status', '<>', 1)
    .executeTakeFirstOrThrow();
  return ended;
}

const endEvent = compileForTransaction<Required<End> & Pick<Row, 'provision_id' | 'event_number'>>(
  ['provision_id', 'event_number', ...ends],
  (db, { provision_id, event_number, ...end }) =>
    db
      .updateTable('provision_event')
      .set(end)
      .where('provision_id', '=', provision_id)
      .where('event_number', '=', event_number),
);

/** Ends an event that was begun. */
export function finishEvent(tx: Database, provision_id: number, event_number: number, end: End): void {
  const { provisioning_status, provisioning_result_json = null, duration_ms = null } = end;
  endEvent(tx, { provisioning_status, provisioning_result_json, duration_ms, provision_id, event_number });
}

const eventColumns = [
  ...(['event_number', 'event_name', 'provisioning_status', 'provisioning_result_json'] as const),
  ...(['timestamp', 'duration_ms', 'task_path'] as const),
] satisfies readonly (keyof ProvisionEvent)[];

/** SQL that makes JSON of a row of events. */
export const eventJson = `json_object(${eventColumns.map(name => `'${name}', ${name}`).join(', ')})`;

const EVENTS = `select ${eventColumns.join(', ')} from provision_event
  where provision_id = ? and event_number > ? order by event_number`;

/** The events of a run in their order; from `after` on, only those with a higher number. */
export async function listEvents(db: Database, provision_id: number, after = 0): Promise<ProvisionEvent[]> {
  return (await runQuery<ProvisionEvent>(db, { sql: EVENTS, parameters: [provision_id, after] })).rows;
}
