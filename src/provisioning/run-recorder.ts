/** Writes what a run does as event rows, redacted, and keeps what its end needs to know. */
import type { Reporter, RunEvent, TaskInfo, TaskStatus } from '../engine/index.ts';
import { finishEvent, startEvent } from '../crm/provision-event.ts';
import { now } from '../crm/things/thing.ts';
import type { Database } from '../store/schema.ts';
import type { WriteQueue } from '../store/write-queue.ts';
import { type Dict, toJson } from '../template/index.ts';
import { asText } from './as-text.ts';
import type { CallLog } from './journal/call-log.ts';
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
  readonly writes: WriteQueue;
  readonly provisionId: number;
  readonly redactor: Redactor;
  /** The requests of the task under way. */
  readonly calls: CallLog;
  /** A guard that fails on purpose is no failure in a removal. */
  readonly removal: boolean;
  /** Events that an earlier life of the run has written to their end: walked again, they stay as they are. */
  readonly earlierEvents: number;
}

/** How long a task may be under way, or have ended, before its row tells of it: nearly all are written with their end. */
const PATIENCE_MS = 40;

type Event = Parameters<typeof startEvent>[1];

export class RunRecorder implements Reporter {
  readonly #options: RunRecorderOptions;
  /** Names that set_fact has set. */
  readonly factNames = new Set<string>();
  /** The task that ended the block, or the run. */
  failure: { readonly task: string; readonly message: string; readonly result: Dict } | undefined;
  /** The rescue was entered. */
  inRescue = false;
  /** A task of the rescue failed. */
  undoFailed = false;
  /** Number of the event under way. */
  #event = 0;
  /** Those that are not written yet, by number. */
  readonly #events = new Map<number, Event>();
  #timer: NodeJS.Timeout | undefined;
  /** What the first write that failed threw. */
  #lost: unknown;

  constructor(options: RunRecorderOptions) {
    this.#options = options;
  }

  report(event: RunEvent): void {
    if (event.type === 'task_start') this.#start(event.task.name, event.task.path);
    if (event.type === 'rescue') this.inRescue = true;
    if (event.type === 'result') this.#finish(event.task, event.status, event.result, event.durationMs);
  }

  /** A failure outside every task (an included file that cannot be read, a missing handler): one event of its own. */
  fatal(error: Error): void {
    const message = this.#options.redactor.text(error.message);
    const result: Dict = new Map([['msg', message]]);
    this.failure ??= { task: 'Run', message, result };
    this.#start('Fatal error', null);
    this.#end(2, result, 0);
  }

  /** Waits until every row is on the disk; throws what a write threw. */
  flush(): Promise<void> {
    this.handOver();
    return this.#options.writes.add(() => this.check());
  }

  /** Gives the events that are not written yet to the queue. */
  handOver(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const events = [...this.#events.values()];
    this.#events.clear();
    for (const event of events) this.write(tx => startEvent(tx, event));
  }

  /** Throws what a write threw. In a write that the queue was given after `handOver`, no event is left. */
  check(): void {
    if (this.#lost !== undefined) throw this.#lost;
  }

  get #isWritten(): boolean {
    return this.#event <= this.#options.earlierEvents;
  }

  #start(name: string, path: string | null): void {
    const { provisionId, redactor } = this.#options;
    const event_number = ++this.#event;
    if (this.#isWritten) return;
    const row = { provision_id: provisionId, event_number, event_name: redactor.text(name), task_path: path } as const;
    this.#events.set(event_number, { ...row, provisioning_status: 1, timestamp: now() });
    this.#timer ??= setTimeout(() => this.handOver(), PATIENCE_MS);
  }

  #finish(task: TaskInfo, status: TaskStatus, result: Dict, durationMs: number): void {
    this.#noteFacts(task, result);
    const onPurpose = this.#options.removal && !this.inRescue && VERDICT_ACTIONS.has(task.action);
    const code = onPurpose ? 0 : EVENT_STATUS[status];
    if (code !== 0) this.#noteFailure(task, code, result);
    this.#end(code, code === 0 ? result : this.#options.calls.withInvocation(task.path, result), durationMs);
  }

  #end(status: EventStatus, result: Dict, durationMs: number): void {
    if (this.#isWritten) return;
    const { provisionId, redactor } = this.#options;
    const provisioning_result_json = toJson(redactor.value(result));
    const event_number = this.#event;
    const end = { provisioning_status: status, provisioning_result_json, duration_ms: Math.round(durationMs) };
    const event = this.#events.get(event_number);
    if (event === undefined) this.write(tx => finishEvent(tx, provisionId, event_number, end));
    else this.#events.set(event_number, { ...event, ...end });
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
    if (this.inRescue && !VERDICT_ACTIONS.has(task.action)) this.undoFailed = true;
    if (code === 3 || this.failure !== undefined) return;
    const { redactor } = this.#options;
    this.failure = { task: redactor.text(task.name), message: redactor.text(messageOf(result)), result };
  }

  /** Writes a row of the run, soon. */
  write(write: (tx: Database) => void): void {
    this.#options.writes.putLater(write, error => (this.#lost ??= error));
  }
}

/** The message of a result, or that it is hidden; of a loop, that of its first failed item. */
function messageOf(result: Dict): string {
  const items = result.get('results');
  const failed = Array.isArray(items)
    ? items.find(item => item instanceof Map && item.get('failed') === true)
    : undefined;
  const told = failed instanceof Map ? failed : result;
  return asText(told.get('msg') ?? told.get('censored'));
}
