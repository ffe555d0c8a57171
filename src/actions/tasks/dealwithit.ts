import type { DatabaseTransaction } from '../../store/schema.ts';
import { kick } from '../access/kick.ts';
import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
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
      for (const taskId of await dueTasks(context)) await carryOutTask(context, taskId);
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

/** Effect and end of the task in one transaction: a crash leaves it due and whole. The network is told after it. */
async function carryOutTask(context: ActionContext, taskId: number): Promise<void> {
  const kicked = await context.transaction(async tx => {
    const task = await stillDue(tx, taskId);
    if (task === undefined) return undefined;
    const end = await effectOf(context, tx, task);
    await endTask(context, tx, task, end);
    return end === 'kick' ? task : undefined;
  });
  if (kicked === undefined) return;
  await kick(context, kicked.login);
  context.tell(`RESET (${kicked.login})`);
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
