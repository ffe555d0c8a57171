import { setTimeout as sleep } from 'node:timers/promises';
import { listEvents } from '../../crm/provision-event.ts';
import { getProvision } from '../../crm/provision-record.ts';
import type { Provision, ProvisionEvent } from '../../crm/types.ts';
import { isInterrupted } from '../../provisioning/recovery/interrupted-runs.ts';
import type { Database } from '../../store/schema.ts';
import { eventText, HEARTBEAT } from './server-sent.ts';

export interface Following {
  /** The number of the last task the reader has. */
  readonly after: number;
  /** Ends the stream; the reader comes back elsewhere with the last number it saw. */
  readonly stopping: AbortSignal;
  /** Asked before anything is told; the stream ends at a no, and who comes back is told why. Default: yes. */
  readonly isAllowed?: () => Promise<boolean>;
  /** A task as the reader may see it; default: all of it. */
  readonly shown?: (event: ProvisionEvent) => object;
  /** Between two looks (300 ms) and two signs of life (15 s). */
  readonly pauseMs?: number;
  readonly heartbeatMs?: number;
}

/**
 * A run as server-sent events, from its row: whichever process carries it. `run` when its state changes; `task` when one begins
 * (no id) and when it has ended (its number as id); `end` when the run has, then the stream closes.
 */
export async function* followRun(db: Database, id: number, following: Following): AsyncGenerator<string> {
  const { stopping, isAllowed, shown = event => event, pauseMs = 300, heartbeatMs = 15_000 } = following;
  let { after } = following;
  let [shownRun, shownTask, lastText] = ['', 0, Date.now()];
  while (!stopping.aborted) {
    // The row first: a run that has ended has all its events.
    const run = await getProvision(db, id);
    const texts: string[] = [];
    const state = JSON.stringify(stateOf(run));
    if (state !== shownRun) texts.push(eventText({ event: 'run', data: stateOf(run) }));
    shownRun = state;
    for (const event of await listEvents(db, id, after)) {
      if (event.provisioning_status !== 1) texts.push(taskText(shown(event), (after = event.event_number)));
      else if (event.event_number !== shownTask) texts.push(taskText(shown(event)));
      shownTask = event.event_number;
    }
    if (run.provisioning_status !== 1) texts.push(eventText({ event: 'end', data: stateOf(run) }));
    if (texts.length === 0 && Date.now() - lastText > heartbeatMs) texts.push(HEARTBEAT);
    if (texts.length > 0) {
      if (isAllowed !== undefined && !(await isAllowed())) return;
      lastText = Date.now();
      yield* texts;
    }
    if (run.provisioning_status !== 1) return;
    await sleep(pauseMs, undefined, { signal: stopping }).catch(() => undefined);
  }
}

function taskText(data: object, id?: number): string {
  return eventText({ event: 'task', data, ...(id === undefined ? {} : { id }) });
}

/** What a reader must know of a run beside its tasks. */
function stateOf(run: Provision): object {
  const { provision_id, action, provisioning_status, verdict, task_count, service_id, held_reason, finished } = run;
  const { playbook_description, turned_back, created } = run;
  return {
    provision_id,
    action,
    playbook_description,
    provisioning_status,
    verdict,
    task_count,
    service_id,
    created,
    finished,
    held_reason,
    going_back: turned_back !== null,
    interrupted: isInterrupted(run),
  };
}
