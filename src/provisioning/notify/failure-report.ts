import { getProvisionWithEvents } from '../../crm/provision-record.ts';
import type { ProvisionEvent, ProvisionWithEvents } from '../../crm/types.ts';
import type { Config } from '../../config.ts';
import { configRedactor } from '../config-redactor.ts';
import type { NotifyContext } from './context.ts';
import { type Fields, resultOf } from '../task-result.ts';
import { exchangesOf, failedItems, shown } from './exchanges.ts';
import type { FailureReport, ReportFailure, ReportService, ReportTask, TaskState } from './report.ts';
import { usualCauses } from './usual-causes.ts';

/**
 * What there is to tell of a run, read when it is told. Events and variables were redacted when they were stored; the
 * configuration's secrets are masked once more. Throws E_NOT_FOUND.
 */
export async function failureReport({ config, db }: NotifyContext, provisionId: number): Promise<FailureReport> {
  const run = await getProvisionWithEvents(db, provisionId);
  return redacted(reportOf(run, await serviceOf({ config, db }, run.service_id)), config);
}

function reportOf(run: ProvisionWithEvents, service: ReportService | null): FailureReport {
  const { customer_id, customer_name, product_id, product_name, provisioning_result_json: events } = run;
  const failures = failuresOf(events);
  return {
    run: headOf(run),
    customer: customer_id === null ? null : { customer_id, customer_name },
    product: product_id === null ? null : { product_id, product_name },
    service,
    tasks: events.map(taskOf),
    failures,
    variables: failures.some(failure => failure.fatal) ? shown(parsed(run.provisioning_json_vars)) : null,
    not_undone: events.filter(isFailedUndo).map(event => event.event_name),
    next: nextSteps(run.provision_id),
  };
}

function headOf(run: ProvisionWithEvents): FailureReport['run'] {
  const { provision_id, action, provisioning_play: play, verdict, created, finished } = run;
  const duration_ms = finished === null ? null : Math.max(0, Date.parse(finished) - Date.parse(created));
  return {
    provision_id,
    action,
    play,
    title: run.playbook_description ?? play,
    verdict,
    created,
    finished,
    duration_ms,
  };
}

async function serviceOf({ db }: NotifyContext, id: number | null): Promise<ReportService | null> {
  if (id === null) return null;
  const query = db.selectFrom('service').select(['service_id', 'service_uuid', 'service_name', 'service_status']);
  return (await query.where('service_id', '=', id).executeTakeFirst()) ?? null;
}

const states: Readonly<Record<ProvisionEvent['provisioning_status'], TaskState>> = {
  0: 'success',
  1: 'unfinished',
  2: 'failed',
  3: 'ignored',
};

function taskOf(event: ProvisionEvent): ReportTask {
  const { event_number, event_name: name, duration_ms } = event;
  return { event_number, name, state: stateOf(event), undo: isUndo(event), duration_ms };
}

function stateOf(event: ProvisionEvent): TaskState {
  if (isVerdict(event)) return 'verdict';
  const skipped = event.provisioning_status === 0 && resultOf(event)['skipped'] === true;
  return skipped ? 'skipped' : states[event.provisioning_status];
}

/** What ended the block, and each undo step that failed, ignored or not; a rescue's last word tells nothing more. */
function failuresOf(events: readonly ProvisionEvent[]): ReportFailure[] {
  const failed = events.filter(event => event.provisioning_status === 2 || isFailedUndo(event));
  return failed.filter((event, index) => index === 0 || !isVerdict(event)).map(failureOf);
}

function failureOf(event: ProvisionEvent): ReportFailure {
  const result = resultOf(event);
  const message = messageOf(result);
  const exchanges = exchangesOf(result);
  const fatal = event.task_path === null;
  return {
    task: event.event_name,
    undo: isUndo(event),
    fatal,
    message,
    exchanges,
    output: exchanges.length > 0 ? '' : outputOf(result),
    usual_causes: usualCauses(message, exchanges[0]?.status ?? null, fatal),
  };
}

/** Of a loop the message of its first failed item: its own only says that one failed. */
function messageOf(result: Fields): string {
  return shown(failedItems(result)[0]?.['msg'] ?? result['msg']);
}

function outputOf(result: Fields): string {
  const names = ['rc', 'cmd', 'stdout', 'stderr', 'exception'];
  const [item = result] = failedItems(result);
  const lines = names.filter(name => shown(item[name]) !== '').map(name => `${name}: ${shown(item[name])}`);
  return lines.join('\n');
}

function isUndo({ task_path }: ProvisionEvent): boolean {
  return task_path?.includes('.rescue.') ?? false;
}

function isFailedUndo(event: ProvisionEvent): boolean {
  return isUndo(event) && event.provisioning_status >= 2 && !isVerdict(event);
}

const OF_FAIL = new Set(['failed', 'msg', 'changed', 'invocation']);

/** A failed `assert` or `fail` in a rescue, known by what their results hold. */
function isVerdict(event: ProvisionEvent): boolean {
  if (!isUndo(event) || event.provisioning_status !== 2) return false;
  const result = resultOf(event);
  return 'evaluated_to' in result || Object.keys(result).every(name => OF_FAIL.has(name));
}

function nextSteps(id: number): FailureReport['next'] {
  return [
    { command: `omnicrm status ${id}`, purpose: 'all tasks with their calls' },
    { command: `omnicrm rollback show ${id}`, purpose: 'what was undone, and what is left' },
    { command: `omnicrm retry ${id}`, purpose: 'try again once the cause is mended' },
  ];
}

function redacted(report: FailureReport, config: Config): FailureReport {
  const redactor = configRedactor(config);
  const mask = (_: string, value: unknown): unknown => (typeof value === 'string' ? redactor.text(value) : value);
  return JSON.parse(JSON.stringify(report), mask) as FailureReport;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
