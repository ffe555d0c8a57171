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
}

/** Appends an event to a run and gives its number, counting from 1. */
export async function addEvent(db: Database, event: NewEvent): Promise<number> {
  const next = db
    .selectFrom('provision_event')
    .where('provision_id', '=', event.provision_id)
    .select(eb => eb(eb.fn.coalesce(eb.fn.max('event_number'), eb.val(0)), '+', 1).as('next'));
  const { event_number } = await db
    .insertInto('provision_event')
    .values({ ...event, event_number: next, timestamp: now() })
    .returning('event_number')
    .executeTakeFirstOrThrow();
  return event_number;
}

/** Ends an event that was appended as running. */
export async function finishEvent(
  db: Database,
  provisionId: number,
  eventNumber: number,
  end: Pick<NewEvent, 'provisioning_status' | 'provisioning_result_json' | 'duration_ms'>,
): Promise<void> {
  await db
    .updateTable('provision_event')
    .set(end)
    .where('provision_id', '=', provisionId)
    .where('event_number', '=', eventNumber)
    .execute();
}

/** The events of a run in their order; from `after` on, only those with a higher number. */
export async function listEvents(db: Database, provisionId: number, after = 0): Promise<ProvisionEvent[]> {
  const query = db
    .selectFrom('provision_event')
    .select(['event_number', 'event_name', 'provisioning_status', 'provisioning_result_json'])
    .select(['timestamp', 'duration_ms', 'task_path'])
    .where('provision_id', '=', provisionId)
    .where('event_number', '>', after)
    .orderBy('event_number');
  return (await query.execute()) as ProvisionEvent[];
}
