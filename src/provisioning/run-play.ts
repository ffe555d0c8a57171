/** Walks the play of a run: what an earlier life recorded is applied, the rest is done and recorded. */
import { type Playbook, type RunOptions, type RunResult, runPlaybook } from '../engine/index.ts';
import { keepRunVariables } from '../crm/provision-record.ts';
import { type Value, toJson } from '../template/index.ts';
import { runDispatchers } from './backends/run-dispatchers.ts';
import { createRunToken, type RunToken } from './backends/run-token.ts';
import { asText } from './as-text.ts';
import type { ProvisioningContext } from './context.ts';
import type { EarlierLife } from './journal/earlier-life.ts';
import { RunJournal } from './journal/run-journal.ts';
import { runModules } from './load-play.ts';
import type { RunVariables } from './merge-variables.ts';
import type { RunControl } from './order.ts';
import { redactedError } from './redacted-error.ts';
import type { Redactor } from './redactor.ts';
import { redactedReporter } from './redacted-reporter.ts';
import { redactorOfRun } from './redactor-of-run.ts';
import { RunEnding } from './run-ending.ts';
import { RunRecorder } from './run-recorder.ts';

export interface PlayRun {
  readonly provisionId: number;
  /** Names the run in the keys of its calls. */
  readonly runKey: string;
  readonly playbook: Playbook;
  readonly variables: RunVariables;
  /** A new token for the run: plays may outlive theirs. */
  readonly issueToken: () => Promise<string>;
  readonly inventoryIds: readonly number[];
  /** `rescue` for a removal, `undo` for a run that goes back. */
  readonly entry: NonNullable<RunOptions['entry']>;
  readonly earlier: EarlierLife;
  readonly earlierEvents: number;
}

export interface PlayRunEnd {
  readonly result: RunResult;
  /** Its last events may still be on their way to the database. */
  readonly recorder: RunRecorder;
  /** What set_fact left, as plain values: the service keeps it for its removal. */
  readonly facts: ReadonlyMap<string, Value>;
}

/** Runs the play with its events recorded; the run row keeps status 1 until the caller finishes it. */
export async function runPlay(context: ProvisioningContext, run: PlayRun, control: RunControl): Promise<PlayRunEnd> {
  const redactor = await redactorOfRun(context, run);
  const ending = new RunEnding(context, run.provisionId, control.signal);
  const journal = journalOf(context, run, ending, redactor);
  const recorder = recorderOf(context, run, journal, redactor);
  keepVariables(run, redactor, recorder);
  try {
    const reporters = [recorder, ...(control.reporters ?? []).map(reporter => redactedReporter(reporter, redactor))];
    const options = { ...runOptions(context, run, tokenOf(run, redactor)), journal, reporters, signal: ending.signal };
    const result = await runPlaybook(run.playbook, options);
    if (result.error !== undefined) recorder.fatal(result.error);
    recorder.handOver();
    return { result, recorder, facts: factsOf(result, recorder) };
  } catch (error) {
    await recorder.flush();
    throw redactedError(error, redactor);
  } finally {
    ending.close();
  }
}

/** A run that goes back turns round where its record ends: nothing new is begun. */
function journalOf({ writes }: ProvisioningContext, run: PlayRun, ending: RunEnding, redactor: Redactor): RunJournal {
  const { provisionId, earlier, entry } = run;
  const onLive = entry === 'undo' ? { onLive: () => ending.turnBack('the run is rolled back') } : {};
  const goesBack = entry !== 'block';
  return new RunJournal({ provisionId, writes, redactor, earlier, goesBack, ...onLive });
}

function recorderOf(
  { writes }: ProvisioningContext,
  { provisionId, entry, earlierEvents }: PlayRun,
  { calls }: RunJournal,
  redactor: Redactor,
): RunRecorder {
  return new RunRecorder({ writes, provisionId, redactor, calls, removal: entry === 'rescue', earlierEvents });
}

function tokenOf(run: PlayRun, redactor: Redactor): RunToken {
  const { provisionId, variables, issueToken } = run;
  const learned = (token: string): void => {
    redactor.add(token);
    variables.extraVars.set('access_token', token);
  };
  const token = asText(variables.extraVars.get('access_token'));
  return createRunToken({ provisionId, token, issue: issueToken, learned });
}

function runOptions(context: ProvisioningContext, run: PlayRun, token: RunToken): RunOptions {
  return {
    id: run.runKey,
    modules: runModules(context.config),
    inventoryVars: run.variables.inventoryVars,
    extraVars: run.variables.extraVars,
    dispatcherFor: runDispatchers(context, token),
    refusedLookups: context.config.refusedLookups,
    entry: run.entry,
  };
}

function keepVariables({ provisionId, variables }: PlayRun, redactor: Redactor, recorder: RunRecorder): void {
  const merged = new Map<Value, Value>([...variables.inventoryVars, ...variables.extraVars]);
  merged.delete('crm_config');
  const provisioning_json_vars = toJson(redactor.value(merged));
  recorder.write(tx => keepRunVariables(tx, provisionId, provisioning_json_vars));
}

function factsOf(result: RunResult, recorder: RunRecorder): ReadonlyMap<string, Value> {
  const facts = new Map<string, Value>();
  for (const hostFacts of result.facts.values()) {
    for (const [name, value] of hostFacts) if (recorder.factNames.has(name)) facts.set(name, value as Value);
  }
  return facts;
}
