/** One run as text: its head, a line for each task, and the exchange of each failed one. */
import { counted } from '../../counted.ts';
import type { ProvisionEvent, ProvisionWithEvents } from '../../crm/types.ts';
import { resultOf } from '../../provisioning/task-result.ts';
import { printable } from '../output/print-table.ts';
import { durationText, painter, taskMark, type TaskState } from '../progress/task-marks.ts';
import { exchangeText } from './exchange-text.ts';
import { isInterrupted } from '../../provisioning/recovery/interrupted-runs.ts';
import { nextStep, runDuration, runState } from './run-state.ts';

/** Title, state, and whom and what it was for; `order`: where it stands in an order of several plays. */
export function runHead(run: ProvisionWithEvents, order: string | null, colour: boolean): string {
  const paint = painter(colour);
  const facts: [string, unknown][] = [
    ['state', `${runState(run)}${run.finished === null ? '' : ` after ${runDuration(run)}`}`],
    ['what', `${run.action} ${run.product_name ?? ''}`],
    ['play', run.provisioning_play],
    ['order', order],
    ['customer', run.customer_id === null ? null : `${run.customer_name ?? ''} (${run.customer_id})`],
    ['service', run.service_id],
    ['began', run.created],
    ['waits for', run.held_reason],
    ['retry of', run.retry_of],
    ['tasks', `${finishedCount(run)} of ${counted(run.task_count, 'task')}`],
    ['next', nextStep(run) ?? null],
  ];
  const title = paint.bold(`run ${run.provision_id}: ${printable(run.playbook_description ?? run.provisioning_play)}`);
  const known = facts.filter(([, value]) => value !== null);
  return [title, ...known.map(([name, value]) => `  ${name.padEnd(10)} ${printable(String(value))}`), ''].join('\n');
}

export function eventText(run: ProvisionWithEvents, event: ProvisionEvent, colour: boolean): string {
  const state = stateOf(run, event);
  const duration = event.duration_ms === null ? '' : `  ${painter(colour).dim(durationText(event.duration_ms))}`;
  const message = state === 'failed' || state === 'ignored' ? messageOf(event) : '';
  const line = `${taskMark(state, colour)} ${printable(event.event_name)}${duration}\n`;
  return message === '' ? line : `${line}    ${message}\n`;
}

/** For each task that failed for good: what it asked and what came back, redacted before it was stored. */
export function failureTexts(run: ProvisionWithEvents): string[] {
  const failed = run.provisioning_result_json.filter(event => event.provisioning_status === 2);
  return failed.map(event => exchangeText(event)).filter(text => text !== '');
}

const states: Readonly<Record<ProvisionEvent['provisioning_status'], TaskState>> = {
  0: 'done',
  1: 'running',
  2: 'failed',
  3: 'ignored',
};

/** A task without an end in a run that ended, or whose process died, is not running any more. */
function stateOf(run: ProvisionWithEvents, event: ProvisionEvent): TaskState {
  const ended = run.provisioning_status !== 1 || isInterrupted(run);
  if (event.provisioning_status === 1 && ended) return 'failed';
  if (event.provisioning_status === 0 && resultOf(event)['skipped'] === true) return 'skipped';
  return states[event.provisioning_status];
}

function messageOf(event: ProvisionEvent): string {
  const message = resultOf(event)['msg'];
  return message === undefined ? '' : printable(typeof message === 'string' ? message : JSON.stringify(message));
}

function finishedCount(run: ProvisionWithEvents): number {
  return run.provisioning_result_json.filter(event => event.provisioning_status !== 1).length;
}
