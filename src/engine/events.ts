/** What the engine tells while it runs. It prints nothing itself: a Reporter does (live, plain, JSON, NDJSON, the run's rows). */
import type { Where } from '../errors.ts';
import type { Dict } from '../template/index.ts';

export type TaskStatus = 'ok' | 'changed' | 'failed' | 'rescued' | 'ignored' | 'skipped' | 'unreachable';

/** A task as reporters see it. */
export interface TaskInfo {
  /** Stable within one playbook text: `0.tasks.0.block.3`, with `[file]` and loop indexes for included ones. */
  readonly path: string;
  /** The task's name, rendered; Ansible's default (the module name) where it has none. */
  readonly name: string;
  /** The module as written, without `ansible.builtin.`. */
  readonly action: string;
  /** The module as written in the play. */
  readonly written: string;
  readonly handler: boolean;
  readonly section: 'block' | 'rescue' | 'always' | 'tasks';
  readonly noLog: boolean;
  readonly where: Where | undefined;
}

export interface HostStats {
  ok: number;
  changed: number;
  failures: number;
  ignored: number;
  rescued: number;
  skipped: number;
  unreachable: number;
}

export type RunEvent =
  /** `taskCount` is the number of tasks written in the play, blocks' rescue and always included. */
  | { readonly type: 'play_start'; readonly name: string; readonly taskCount: number }
  | { readonly type: 'no_hosts' }
  | { readonly type: 'task_start'; readonly task: TaskInfo }
  | {
      readonly type: 'retry';
      readonly task: TaskInfo;
      readonly host: string;
      readonly attempt: number;
      readonly left: number;
      readonly result: Dict;
    }
  | {
      readonly type: 'item';
      readonly task: TaskInfo;
      readonly host: string;
      readonly label: string;
      readonly status: TaskStatus;
      readonly result: Dict;
    }
  /** Tasks or a role come in for some hosts (`host` names them, between commas); `label` is the loop's item. */
  | {
      readonly type: 'include';
      readonly task: TaskInfo;
      readonly host: string;
      readonly file: string;
      readonly label?: string | undefined;
    }
  /** `result` is censored where `no_log` asks for it: what Ansible would print. */
  | {
      readonly type: 'result';
      readonly task: TaskInfo;
      readonly host: string;
      readonly status: TaskStatus;
      readonly result: Dict;
      readonly durationMs: number;
    }
  /** A rescue section begins, because of `failed` or on purpose (`failed` undefined). */
  | { readonly type: 'rescue'; readonly host: string; readonly failed: TaskInfo | undefined }
  | { readonly type: 'warning'; readonly message: string; readonly where: Where | undefined }
  | { readonly type: 'stats'; readonly stats: ReadonlyMap<string, HostStats>; readonly customStats: Dict };

export interface Reporter {
  report(event: RunEvent): void;
}
