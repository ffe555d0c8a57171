import type { RunOutcome } from '../../provisioning/order.ts';
import type { Cli } from '../command.ts';
import { printJson } from '../output/print-json.ts';
import { printable } from '../output/print-table.ts';
import { painter } from '../progress/task-marks.ts';
import { endState } from '../status/run-state.ts';

type Document = Readonly<Record<string, unknown>>;

/** The run as `--json` and the last line of `--events` give it. */
export function outcomeDocument(
  outcome: RunOutcome,
  { exitCode, check }: { exitCode: number; check: boolean },
): Document {
  return {
    provision_id: outcome.provisionId ?? null,
    provisioning_status: outcome.status,
    verdict: outcome.verdict ?? null,
    service_id: outcome.serviceId ?? null,
    service_uuid: outcome.serviceUuid ?? null,
    repeated: outcome.repeated,
    held: outcome.held ?? null,
    check,
    failure: outcome.failure ?? null,
    ...(outcome.orderId === undefined ? {} : { order_id: outcome.orderId, steps: outcome.steps }),
    exit_code: exitCode,
  };
}

/** Success goes to stdout, and to nobody when that is no terminal; a failure is one block on stderr. */
export function tellOutcome(cli: Cli, outcome: RunOutcome, { document }: { document: Document }): void {
  const removal = outcome.action === 'deprovision';
  if (cli.json) return printJson(cli.io, document);
  if (outcome.status === 2) return cli.io.err(failureText(cli, outcome, removal));
  if (outcome.held !== undefined) return cli.io.err(heldText(outcome));
  if (!cli.quiet) cli.io.out(`${successText(cli, outcome, { removal, check: document['check'] === true })}\n`);
}

function successText(cli: Cli, outcome: RunOutcome, { removal, check }: { removal: boolean; check: boolean }): string {
  const run = outcome.provisionId === undefined ? '' : ` (run ${outcome.provisionId})`;
  const service = outcome.serviceId === undefined ? '' : ` service ${outcome.serviceId}, ${outcome.serviceUuid ?? ''}`;
  if (check) return 'the plan ran through; nothing was sent that changes anything';
  if (outcome.status === 1) return `this order is running already${run}`;
  const done = painter(cli.colour.stdout).green(removal ? 'removed' : 'provisioned');
  const before = outcome.repeated ? ' before; nothing was done now' : '';
  return [`${done}${before}:${service}${run}`, ...stepLines(outcome)].join('\n');
}

/** Of an order of several plays: one line for each run. */
function stepLines({ steps = [] }: RunOutcome): string[] {
  return steps.map(({ step, play, provision_id, note, ...run }) => {
    const state = note === null ? endState(run) : `${note}${run.verdict === 'dirty' ? ', NOT clean' : ''}`;
    return `  step ${step}: ${play} (run ${provision_id}): ${state}`;
  });
}

function heldText({ provisionId, held }: RunOutcome): string {
  return [
    `omnicrm: run ${provisionId} is held: a backend is down`,
    `  cause: ${printable(held ?? '')}`,
    `  next:  omnicrm resume ${provisionId} when it is up (a listening omnicrm does it by itself), or omnicrm cancel ${provisionId}`,
    '',
  ].join('\n');
}

function failureText(cli: Cli, outcome: RunOutcome, removal: boolean): string {
  const paint = painter(cli.colour.stderr);
  const run = outcome.provisionId === undefined ? 'the plan' : `run ${outcome.provisionId}`;
  const ends = removal ? removalEnds : orderEnds;
  const end =
    outcome.provisionId === undefined ? 'nothing was sent that changes anything' : ends[outcome.verdict ?? 'clean'];
  const next = outcome.provisionId === undefined ? [] : [`  next:  ${nextCommands(outcome).join('; ')}`];
  return [
    paint.red(`omnicrm: ${run} failed`),
    ...causeLines(outcome),
    `  state: ${end}`,
    ...stepLines(outcome),
    ...next,
    '',
  ].join('\n');
}

/** What failed first. */
function causeLines({ failure }: RunOutcome): string[] {
  return failure === undefined ? [] : [`  task:  ${printable(failure.task)}`, `  cause: ${printable(failure.message)}`];
}

function nextCommands({ provisionId, verdict, action }: RunOutcome): string[] {
  const look = `omnicrm status ${provisionId}`;
  if (action === 'deprovision') return [look];
  return verdict === 'dirty' ? [look, `omnicrm rollback show ${provisionId}`] : [look, `omnicrm retry ${provisionId}`];
}

const orderEnds = {
  clean: 'rolled back; nothing is left behind',
  dirty: 'NOT clean: an undo step failed, something may be left behind',
};

const removalEnds = {
  clean: 'the service is as it was; the same command tries again',
  dirty: 'removed in part; the same command tries again',
};
