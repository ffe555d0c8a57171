import type { TaskInfo } from '../events.ts';
import type { Templar, Value } from '../../template/index.ts';
import type { Task } from '../playbook.ts';
import type { LayeredScope } from '../vars/layer.ts';
import type { HostState } from './host-state.ts';
import type { PlayRun } from './play-run.ts';
import type { Section } from './section.ts';
import type { TaskKeywords } from './task-keywords.ts';

/** One task on one host. */
export interface TaskRun {
  readonly play: PlayRun;
  readonly host: HostState;
  /** The hosts its result stands for: all of the batch with run_once. */
  readonly sharing: readonly HostState[];
  readonly task: Task;
  readonly info: TaskInfo;
  readonly keywords: TaskKeywords;
  readonly section: Section;
  readonly scope: LayeredScope;
  readonly templar: Templar;
  /** What includes of this task brought, in order; run after every host has answered. */
  readonly includes: IncludeRequest[];
  /** Printed, and kept under `warnings` of the result. */
  readonly warnings: string[];
  /** Names that `notify` gave, of every execution. */
  readonly notified: string[];
  /** What the walker must know beside the result. */
  readonly fate: Fate;
}

/** One execution of a task: with a loop, one for each item. */
export interface ItemRun extends TaskRun {
  readonly item: LoopItem | undefined;
  /** The how-many-eth execution of this task and item it is. */
  readonly visit: number;
}

export interface LoopItem {
  readonly index: number;
  /** `item` (or loop_var), index_var, ansible_loop. */
  readonly vars: ReadonlyMap<string, Value>;
}

/** What include_tasks and include_role ask the walker to run. */
export interface IncludeRequest {
  readonly host: HostState;
  readonly kind: 'tasks' | 'role';
  /** Path of the file, or name of the role. */
  readonly name: string;
  readonly options: ReadonlyMap<string, Value>;
  /** `vars:` of the include with the loop's variables. */
  readonly vars: Task['vars'];
}

export interface Fate {
  /** Ended by the first signal: it fails whatever ignore_errors says. */
  interrupted: boolean;
  /** What came out is a secret, whatever the task says of no_log. */
  secret: boolean;
}
