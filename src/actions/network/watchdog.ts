import type { ActionContext } from '../action.ts';
import { defineAction } from '../define-action.ts';
import { done } from '../reply.ts';
import { concurrently } from './concurrently.ts';
import { alert } from './watch/alert.ts';
import { check } from './watch/check.ts';
import { fires } from './watch/fires.ts';
import { readSettings, type WatchSettings } from './watch/read-settings.ts';

const CHECKS_AT_ONCE = 16;

export const watchdog = defineAction({
  name: 'watchdog',
  summary: 'Look at what is to be watched, and raise the alarm.',
  gate: { WATCHDOG_ENABLED: 'ERROR:NO_WATCHDOG_ENABLED' },
  lock: { overlap: 'skip', busy: 'OK:WATCHDOG' },
  timeout: 900,
  changes: 'outside',
  run: {
    handler: async context => {
      const settings = await readSettings(context.db);
      if (settings.isMaintenance) {
        context.tell('WATCHDOG MAINTENANCE TASKS SKIPPED');
        return done('OK:WATCHDOG', 'maintenance');
      }
      const tasks = await activeTasks(context);
      const found = await concurrently(tasks, CHECKS_AT_ONCE, task => look(context, task));
      for (const [index, task] of tasks.entries()) await judge(context, settings, task, found[index]);
      return done('OK:WATCHDOG');
    },
  },
});

type Task = Awaited<ReturnType<typeof activeTasks>>[number];

async function activeTasks({ db }: ActionContext) {
  return db.selectFrom('monitor_task').selectAll().where('active', '<>', 0).orderBy('monitor_task_id').execute();
}

/** What a check found, or why it could not be made. */
type Finding = { readonly value: string } | { readonly fault: string };

async function look(context: ActionContext, { check_type, param }: Task): Promise<Finding> {
  try {
    return { value: await check(context, check_type, param) };
  } catch (error) {
    context.signal.throwIfAborted();
    return { fault: messageOf(error) };
  }
}

/** Keeps the value, compares, acts. A task that cannot be carried out is told, and the next one has its turn. */
async function judge(
  context: ActionContext,
  settings: WatchSettings,
  task: Task,
  finding: Finding | undefined,
): Promise<void> {
  const { task_name, operator, condition, last_value, alert_action } = task;
  try {
    if (finding === undefined || 'fault' in finding) return tellFault(context, task, finding?.fault ?? 'not looked at');
    await keep(context, task, finding.value);
    context.count('checked');
    if (!fires(operator, finding.value, last_value, condition)) return;
    context.count('fired');
    await alert(context, settings, { name: task_name, action: alert_action, last: last_value, now: finding.value });
  } catch (error) {
    context.signal.throwIfAborted();
    tellFault(context, task, messageOf(error));
  }
}

async function keep(context: ActionContext, { monitor_task_id, last_value }: Task, value: string): Promise<void> {
  if (value === last_value) return;
  await context.transaction(tx =>
    tx.updateTable('monitor_task').set({ last_value: value }).where('monitor_task_id', '=', monitor_task_id).execute(),
  );
  context.changed(1);
}

function tellFault(context: ActionContext, { task_name }: Task, why: string): void {
  context.tell(`WATCHDOG TASK \`${task_name}\` FAILED: ${why}`);
  context.count('failed');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
