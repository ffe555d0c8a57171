/** What a result means for the host: counted, told, handlers notified, and the host out of the play when it failed. */
import type { TaskStatus } from '../events.ts';
import type { Dict, Raw } from '../../template/index.ts';
import { asText } from '../load/tree.ts';
import { censored } from './censor.ts';
import { failedTaskValue } from './failed-task-value.ts';
import type { HostState } from './host-state.ts';
import { booleanKeyword, KeywordError } from './read-keyword.ts';
import { isTrue, messageOf } from './results.ts';
import { statusOf } from './status.ts';
import type { TaskRun } from './task-run.ts';

/** Takes a task's result in. With run_once it stands for all hosts. */
export function finishTask(run: TaskRun, result: Dict, durationMs: number): void {
  const { host, sharing } = run;
  register(run, result, sharing);
  const plain = statusOf(result);
  const ignored =
    (plain === 'failed' && !missingInclude(run, result) && ignores(run, 'ignore_errors')) ||
    (plain === 'unreachable' && ignores(run, 'ignore_unreachable'));
  const rescued = plain === 'failed' && !ignored && run.section.rescuable && !missingInclude(run, result);
  const status: TaskStatus = ignored ? 'ignored' : rescued ? 'rescued' : plain;
  count(run, status, result);
  if (!ignored) settleFailure(run, result, status, sharing);
  if (isTrue(result, 'changed') && !isTrue(result, 'failed')) notify(run, sharing);
  tell(run, host, status, result, durationMs);
}

/** An include of what is not there counts as a failure, rescued or not, and is never ignored. */
function missingInclude({ task }: TaskRun, result: Dict): boolean {
  return task.dynamic && result.has('reason');
}

/** Keeps the result under the registered name. */
function register({ task }: TaskRun, result: Dict, sharing: readonly HostState[]): void {
  const name = asText(task.keywords.get('register'));
  if (name !== undefined) for (const host of sharing) host.setFact(name, result);
}

/** An interrupted task fails whatever it says of errors. A keyword that cannot be read counts as what it is written. */
function ignores({ keywords, templar, fate }: TaskRun, name: string): boolean {
  const raw = keywords.get(name);
  if (fate.interrupted || raw === undefined || raw === null) return false;
  try {
    return booleanKeyword(name, raw, templar) ?? false;
  } catch (error) {
    if (error instanceof KeywordError) return true;
    throw error;
  }
}

function count({ play, host, task, includes }: TaskRun, status: TaskStatus, result: Dict): void {
  const { stats } = play.run;
  // An include counts once for each file or role it brings.
  if (task.dynamic && status === 'ok') return includes.forEach(() => stats.add(host.name, 'ok'));
  const add = (what: Parameters<typeof stats.add>[1]): void => stats.add(host.name, what);
  if (status === 'failed') return add('failures');
  if (status === 'rescued' || status === 'skipped' || status === 'unreachable') return add(status);
  add('ok');
  if (status === 'ignored') add('ignored');
  if (isTrue(result, 'changed')) add('changed');
}

function settleFailure(run: TaskRun, result: Dict, status: TaskStatus, sharing: readonly HostState[]): void {
  if (status === 'unreachable') for (const host of sharing) host.unreachable = true;
  if (status !== 'failed' && status !== 'rescued') return;
  if (run.fate.interrupted) run.play.run.interruption.settle();
  for (const host of failsAll(run) ? run.play.hosts : sharing) {
    if (host !== run.host && !host.active) continue;
    host.failure = { info: run.info, result };
    if (status === 'rescued') rememberFailure(run, host, result);
  }
  if (status === 'failed' && !run.section.rescuable) run.play.run.noteFailure(run.info, run.host.name, result);
}

function rememberFailure(run: TaskRun, host: HostState, result: Dict): void {
  host.setFact('ansible_failed_task', failedTaskValue(run));
  host.setFact('ansible_failed_result', result);
}

function failsAll({ keywords, templar, play }: TaskRun): boolean {
  const raw = keywords.get('any_errors_fatal');
  if (raw === undefined) return play.anyErrorsFatal;
  try {
    return booleanKeyword('any_errors_fatal', raw, templar) ?? false;
  } catch (error) {
    if (error instanceof KeywordError) return true;
    throw error;
  }
}

function notify(run: TaskRun, sharing: readonly HostState[]): void {
  for (const name of run.notified) run.play.handlers.notify(name, sharing);
}

/** Reporters get what Ansible would show: without failed and skipped of its own, hidden where no_log says so. */
function tell(run: TaskRun, host: HostState, status: TaskStatus, result: Dict, durationMs: number): void {
  const shown = hides(run) ? censored(result) : result;
  run.play.emit({ type: 'result', task: run.info, host: host.name, status, result: shown, durationMs });
}

/** Whether no_log hides it; one that cannot be read hides. */
function hides({ keywords, templar, fate, play }: TaskRun): boolean {
  if (fate.secret) return true;
  const raw: Raw | undefined = keywords.get('no_log');
  if (raw === undefined || raw === null) return play.run.settings.noLog;
  try {
    return booleanKeyword('no_log', raw, templar) ?? false;
  } catch (error) {
    return messageOf(error) !== '';
  }
}
