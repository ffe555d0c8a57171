/** What live and plain progress know of a run, gathered from the engine's events. */
import { counted } from '../../counted.ts';
import type { RunEvent, TaskInfo, TaskStatus } from '../../engine/events.ts';
import type { Dict } from '../../template/index.ts';
import { printable } from '../output/print-table.ts';
import type { TaskState } from './task-marks.ts';

export interface TaskLine {
  readonly state: TaskState;
  readonly name: string;
  readonly durationMs: number;
  /** Why it failed; empty for others. */
  readonly message: string;
}

export class RunProgress {
  taskCount = 0;
  finished = 0;
  running: TaskInfo | undefined;
  readonly #removal: boolean;

  /** `removal`: the run was asked to remove, so entering the rescue is no failure. */
  constructor(removal: boolean) {
    this.#removal = removal;
  }

  /** Takes one event in; gives the line of a task that has just finished. */
  apply(event: RunEvent): TaskLine | undefined {
    if (event.type === 'play_start') this.taskCount += event.taskCount;
    if (event.type === 'task_start') this.running = event.task;
    return event.type === 'result' ? this.#finish(event) : undefined;
  }

  /** `8 of 12 tasks`. */
  count(): string {
    return `${this.finished} of ${counted(Math.max(this.taskCount, this.finished), 'task')}`;
  }

  waiting(): number {
    const open = this.running === undefined ? 0 : 1;
    return Math.max(0, this.taskCount - this.finished - open);
  }

  #finish(event: RunEvent & { type: 'result' }): TaskLine {
    this.finished += 1;
    this.running = undefined;
    const state = this.#stateOf(event.status);
    const message = state === 'failed' || state === 'ignored' ? messageOf(event.result) : '';
    return { state, name: printable(event.task.name), durationMs: event.durationMs, message };
  }

  #stateOf(status: TaskStatus): TaskState {
    if (status === 'rescued') return this.#removal ? 'turned' : 'failed';
    return states[status];
  }
}

const states: Readonly<Record<Exclude<TaskStatus, 'rescued'>, TaskState>> = {
  ok: 'done',
  changed: 'done',
  skipped: 'skipped',
  ignored: 'ignored',
  failed: 'failed',
  unreachable: 'failed',
};

function messageOf(result: Dict): string {
  const message = result.get('msg');
  return typeof message === 'string' ? printable(message) : '';
}
