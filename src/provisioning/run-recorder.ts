/** Writes what a run does as event rows, redacted, and keeps what its end needs to know. */
import type { Reporter, RunEvent, TaskInfo, TaskStatus } from '../engine/index.ts';
import { addEvent, finishEvent } from '../crm/provision-event.ts';
import { beat } from '../crm/provision-record.ts';
import type { Database } from '../store/schema.ts';
import { type Dict, toJson } from '../template/index.ts';
import { asText } from './as-text.ts';
import { CallLog } from './call-log.ts';
import type { Redactor } from './redactor.ts';

type EventStatus = 0 | 2 | 3;

/** Status numbers of the CRM: 0 success, 2 failed, 3 failed but ignored. */
const EVENT_STATUS: Readonly<Record<TaskStatus, EventStatus>> = {
  ok: 0,
  changed: 0,
  skipped: 0,
  failed: 2,
  rescued: 2,
  unreachable: 2,
  ignored: 3,
};

/** Steps that only say how the run ended: their failure leaves nothing behind. */
const VERDICT_ACTIONS = new Set(['assert', 'fail']);

export interface RunRecorderOptions {
  readonly db: Database;
  readonly provisionId: number;
  readonly redactor: Redactor;
  /** A guard that fails on purpose is no failure in a removal. */
  readonly removal: boolean;
}

export class RunRecorder implements Reporter {
  readonly #options: RunRecorderOptions;
  /** The requests of the task under way. */
  readonly calls = new CallLog();
  /** Names that set_fact has set. */
  readonly factNames = new Set<string>();
  /** The task that ended the block, or the run. */
  failure: { task: string; message: string } | undefined;
  #inRescue = false;
  /** A task of the rescue failed. */
  #undoFailed = false;
  #wrote = false;
  /** Number of the task's event under way; rows are written one after the other. */
  #event: Promise<number> = Promise.resolve(0);
  #writes: Promise<unknown> = Promise.resolve();

  constructor(options: RunRecorderOptions) {
    this.#options = options;
  }

  report(event: RunEvent): void {
    if (event.type === 'task_start') this.#start(event.task.name, event.task.path);
    if (event.type === 'rescue') this.#inRescue = true;
    if (event.type === 'result') this.#finish(event.task, event.status, event.result, event.durationMs);
  }

  /** A failure outside every task (an included file that cannot be read, a missing handler): one event of its own. */
  fatal(error: Error): void {
    const message = this.#options.redactor.text(error.message);
    this.failure ??= { task: 'Run', message };
    this.#start('Fatal error', null);
    this.#end(2, new Map([['msg', message]]), 0);
  }

  /** A write was sent to a backend. */
  noteWrite(): void {
    this.#wrote = true;
  }

  /** For a run that failed: an undo step failed, or the play wrote and has no rescue that could undo it. */
  get leftSomething(): boolean {
    return this.#undoFailed || (this.#wrote && !this.#inRescue);
  }

  /** A sign of life of the process that owns the run. */
  beat(): void {
    void this.#enqueue(() => beat(this.#options.db, this.#options.provisionId));
  }

  /** Waits until every row is written; throws what a write threw. */
  async flush(): Promise<void> {
    await this.#writes;
  }

  #start(name: string, path: string | null): void {
    const { db, provisionId } = this.#options;
    const row = { provision_id: provisionId, event_name: name, provisioning_status: 1, task_path: path } as const;
    this.#event = this.#enqueue(() => addEvent(db, row));
  }

  #finish(task: TaskInfo, status: TaskStatus, result: Dict, durationMs: number): void {
    this.#noteFacts(task, result);
    const onPurpose = this.#options.removal && !this.#inRescue && VERDICT_ACTIONS.has(task.action);
    const code = onPurpose ? 0 : EVENT_STATUS[status];
    if (code !== 0) this.#noteFailure(task, code, result);
    this.#end(code, code === 0 ? result : this.calls.withInvocation(task.path, result), durationMs);
  }

  #end(status: EventStatus, result: Dict, durationMs: number): void {
    const { db, provisionId, redactor } = this.#options;
    const provisioning_result_json = toJson(redactor.value(result));
    const event = this.#event;
    const end = { provisioning_status: status, provisioning_result_json, duration_ms: Math.round(durationMs) };
    void this.#enqueue(async () => finishEvent(db, provisionId, await event, end));
  }

  #noteFacts(task: TaskInfo, result: Dict): void {
    if (task.action !== 'set_fact') return;
    const items = result.get('results');
    for (const item of Array.isArray(items) ? items : [result]) {
      const facts = item instanceof Map ? item.get('ansible_facts') : undefined;
      if (facts instanceof Map) for (const name of facts.keys()) this.factNames.add(asText(name));
    }
  }

  #noteFailure(task: TaskInfo, code: EventStatus, result: Dict): void {
    if (this.#inRescue && !VERDICT_ACTIONS.has(task.action)) this.#undoFailed = true;
    if (code === 3 || this.failure !== undefined) return;
    this.failure = { task: task.name, message: this.#options.redactor.text(messageOf(result)) };
  }

  #enqueue<T>(write: () => Promise<T>): Promise<T> {
    const written = this.#writes.then(write);
    this.#writes = written;
    // flush() throws it; until then it must not count as unhandled.
    written.catch(() => undefined);
    return written;
  }
}

/** The message of a result; of a loop, that of its first failed item. */
function messageOf(result: Dict): string {
  const items = result.get('results');
  const failed = Array.isArray(items)
    ? items.find(item => item instanceof Map && item.get('failed') === true)
    : undefined;
  return asText(failed instanceof Map ? failed.get('msg') : result.get('msg'));
}
