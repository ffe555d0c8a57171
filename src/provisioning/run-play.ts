/** Runs the play of an accepted order or removal and writes its end; the steps before and after it are the callers'. */
import { type Playbook, type RunResult, runPlaybook } from '../engine/index.ts';
import { secretValuesOf } from '../crm/inventory.ts';
import { updateProvision } from '../crm/provision-record.ts';
import { type Value, toJson } from '../template/index.ts';
import { isSecretPath } from '../config.ts';
import type { ProvisioningContext } from './context.ts';
import { runModules } from './load-play.ts';
import type { RunVariables } from './merge-variables.ts';
import { noteWrites } from './note-writes.ts';
import type { RunControl } from './order.ts';
import { createRedactor, type Redactor } from './redactor.ts';
import { redactedReporter } from './redacted-reporter.ts';
import { RunRecorder } from './run-recorder.ts';

const HEARTBEAT_MS = 5000;

export interface PlayRun {
  readonly provisionId: number;
  readonly playbook: Playbook;
  readonly variables: RunVariables;
  readonly inventoryIds: readonly number[];
  readonly removal: boolean;
}

export interface PlayRunEnd {
  readonly result: RunResult;
  readonly recorder: RunRecorder;
  /** What set_fact left, as plain values: the service keeps it for its removal. */
  readonly facts: ReadonlyMap<string, Value>;
}

/** Runs the play with its events recorded; the run row keeps status 1 until the caller finishes it. */
export async function runPlay(context: ProvisioningContext, run: PlayRun, control: RunControl): Promise<PlayRunEnd> {
  const redactor = createRedactor(await secretsOf(context, run));
  await keepVariables(context, run, redactor);
  const recorder = new RunRecorder({ db: context.db, provisionId: run.provisionId, redactor, removal: run.removal });
  const heartbeat = setInterval(() => recorder.beat(), HEARTBEAT_MS).unref();
  try {
    const reporters = [recorder, ...(control.reporters ?? []).map(reporter => redactedReporter(reporter, redactor))];
    const result = await runPlaybook(run.playbook, { ...runOptions(context, run, control, recorder), reporters });
    if (result.error !== undefined) recorder.fatal(result.error);
    return { result, recorder, facts: factsOf(result, recorder) };
  } finally {
    clearInterval(heartbeat);
    await recorder.flush();
  }
}

function runOptions(
  context: ProvisioningContext,
  run: PlayRun,
  control: RunControl,
  recorder: RunRecorder,
): Parameters<typeof runPlaybook>[1] {
  return {
    modules: runModules(context.config),
    inventoryVars: run.variables.inventoryVars,
    extraVars: run.variables.extraVars,
    dispatcherFor: notedDispatchers(context, recorder),
    journal: recorder.calls,
    refusedLookups: context.config.refusedLookups,
    signal: signalOf(context, control),
    entry: run.removal ? 'rescue' : 'block',
  };
}

/** Writes to the CRM are not noted: what is left of them is taken back when the run is finished. */
function notedDispatchers(context: ProvisioningContext, recorder: RunRecorder): ProvisioningContext['dispatcherFor'] {
  const crm = new URL(context.config.baseUrl).origin;
  return (origin, tls) => {
    const dispatcher = context.dispatcherFor(origin, tls);
    return origin === crm ? dispatcher : noteWrites(dispatcher, () => recorder.noteWrite());
  };
}

/** The caller's signal and the run's time limit: whichever comes first lets the rescue run. */
function signalOf(context: ProvisioningContext, control: RunControl): AbortSignal {
  const limit = AbortSignal.timeout(context.config.provisioning.timeoutSeconds * 1000);
  return control.signal === undefined ? limit : AbortSignal.any([control.signal, limit]);
}

/** Stock fields marked secret, the run's token, and the secrets of the configuration. */
async function secretsOf(context: ProvisioningContext, run: PlayRun): Promise<unknown[]> {
  const configured = [...context.config.entries.values()].filter(entry => isSecretPath(entry.path));
  return [
    ...(await secretValuesOf(context.db, run.inventoryIds)),
    run.variables.extraVars.get('access_token'),
    ...configured.map(entry => entry.value),
  ];
}

async function keepVariables(context: ProvisioningContext, run: PlayRun, redactor: Redactor): Promise<void> {
  const { inventoryVars, extraVars } = run.variables;
  const merged = new Map<Value, Value>([...inventoryVars, ...extraVars]);
  merged.delete('crm_config');
  await updateProvision(context.db, run.provisionId, { provisioning_json_vars: toJson(redactor.value(merged)) });
}

function factsOf(result: RunResult, recorder: RunRecorder): ReadonlyMap<string, Value> {
  const facts = new Map<string, Value>();
  for (const hostFacts of result.facts.values()) {
    for (const [name, value] of hostFacts) if (recorder.factNames.has(name)) facts.set(name, value as Value);
  }
  return facts;
}
