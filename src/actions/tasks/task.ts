/** What a planned task may do. */
import type { Selectable } from 'kysely';
import type { DatabaseTransaction } from '../../store/schema.ts';
import type { TaskTable } from '../../store/tables/subscriber-plans.ts';
import type { ActionContext } from '../action.ts';
import type { Subscriber } from '../subscribers/find-subscriber.ts';

export type Task = Selectable<TaskTable>;

/** Where a task works: one transaction, with the subscriber as he is in it. */
export interface TaskWork {
  readonly context: ActionContext;
  readonly tx: DatabaseTransaction;
  readonly task: Task;
  readonly subscriber: Subscriber;
}

/** How it ended: `done`; `kick` when the session is to be dropped too; else what is wrong with the task. */
export type TaskEnd = 'done' | 'kick' | { readonly wrong: string };

export type TaskAction = (work: TaskWork) => Promise<TaskEnd>;
