import type { DatabaseTransaction } from '../../store/schema.ts';
import { kick } from '../access/kick.ts';
import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { inBatches } from '../in-batches.ts';
import { done } from '../reply.ts';
import { findSubscriber } from '../subscribers/find-subscriber.ts';
import { taskActions } from './task-actions.ts';
import type { Task, TaskEnd } from './task.ts';

export const dealwithit = defineAction({
  name: 'dealwithit',
  summary: 'Carry out the planned tasks that are due.',
  gate: { DEALWITHIT_ENABLED: 'ERROR:DEALWITHIT DISABLED' },
  run: {
    handler: async context => {
      await inBatches(
        context,
        await dueTasks(context),
        (tx, taskId) => carryOutTask(context, tx, taskId),
        logins => kickAll(context, logins),
      );
      return done('OK:DEALWITHIT');
    },
  },
});

async function dueTasks({ db, today }: ActionContext): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('task')
    .select('task_id')
    .where('state', '=', 'due')
    .where('due', '<=', today)
    .orderBy('task_id')
    .execute();
  return rows.map(row => row.task_id);
}

/** Effect and end of a task in one transaction: a crash leaves it due and whole. Gives whose session is to be dropped. */
async function carryOutTask(
  context: ActionContext,
  tx: DatabaseTransaction,
  taskId: number,
): Promise<string | undefined> {
  const task = await stillDue(tx, taskId);
  if (task === undefined) return undefined;
  const end = await effectOf(context, tx, task);
  await endTask(context, tx, task, end);
  return end === 'kick' ? task.login : undefined;
}

async function kickAll(context: ActionContext, logins: readonly (string | undefined)[]): Promise<void> {
  for (const login of logins) {
    if (login === undefined) continue;
    await kick(context, login);
    context.tell(`RESET (${login})`);
  }
}

async function stillDue(tx: DatabaseTransaction, taskId: number): Promise<Task | undefined> {
  return tx.selectFrom('task').selectAll().where('task_id', '=', taskId).where('state', '=', 'due').executeTakeFirst();
}

async function effectOf(context: ActionContext, tx: DatabaseTransaction, task: Task): Promise<TaskEnd> {
  const subscriber = await findSubscriber(tx, task.login);
  if (subscriber === undefined) return { wrong: `USER (${task.login})  NON EXISTS` };
  const action = taskActions.get(task.task_action);
  if (action === undefined) return { wrong: `there is no action ${task.task_action}` };
  return action({ context, tx, task, subscriber });
}

async function endTask(context: ActionContext, tx: DatabaseTransaction, task: Task, end: TaskEnd): Promise<void> {
  const { task_id, login } = task;
  const failed = typeof end === 'object';
  await tx
    .updateTable('task')
    .set({ state: failed ? 'failed' : 'done', finished: context.now.toISOString(), run_id: context.runId })
    .where('task_id', '=', task_id)
    .execute();
  context.changed(1);
  context.count(failed ? 'failed' : 'done');
  context.tell(failed ? `SCHEDULER FAIL ID [${task_id}] ${end.wrong}` : `SCHEDULER DONE ID [${task_id}] (${login})`);
}
