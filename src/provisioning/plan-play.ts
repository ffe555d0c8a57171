/** A plan of one play: it is walked with its reads sent and its writes answered by a shadow (shadow-replies.ts). */
import { type Playbook, type Reporter, runPlaybook } from '../engine/index.ts';
import type { Value } from '../template/index.ts';
import { asText } from './as-text.ts';
import type { ProvisioningContext } from './context.ts';
import type { RunVariables } from './merge-variables.ts';
import type { RunControl, RunOutcome } from './order.ts';
import { redactedReporter } from './redacted-reporter.ts';
import { redactorOfRun } from './redactor-of-run.ts';

export interface PlayPlan {
  /** The task that would end the block, or the run; undefined when all goes well. */
  readonly failure: RunOutcome['failure'];
  /** What set_fact left. */
  readonly facts: ReadonlyMap<string, Value>;
}

/** Walks the play in check mode. */
export async function planPlay(
  context: ProvisioningContext,
  plan: { readonly playbook: Playbook; readonly variables: RunVariables; readonly inventoryIds: readonly number[] },
  control: RunControl,
): Promise<PlayPlan> {
  const redactor = await redactorOfRun(context, plan);
  const first = firstFailure();
  const reporters = [first, ...(control.reporters ?? [])].map(reporter => redactedReporter(reporter, redactor));
  const { exitCode, facts, error } = await runPlaybook(plan.playbook, {
    ...plan.variables,
    dispatcherFor: (origin, tls) => context.dispatcherFor(origin, tls),
    reporters,
    check: true,
    refusedLookups: context.config.refusedLookups,
    ...(control.signal === undefined ? {} : { signal: control.signal }),
  });
  const known = (facts.get('localhost') ?? new Map()) as ReadonlyMap<string, Value>;
  if (exitCode === 0) return { failure: undefined, facts: known };
  const fatal = error && { task: 'Run', message: redactor.text(error.message) };
  return { failure: first.failure ?? fatal ?? { task: 'Run', message: '' }, facts: known };
}

/** Keeps why the rescue was entered: what the rescue says at its end tells less. */
function firstFailure(): Reporter & { failure: RunOutcome['failure'] } {
  return {
    failure: undefined,
    report(event) {
      if (event.type !== 'result' || !FAILED.has(event.status)) return;
      this.failure ??= { task: event.task.name, message: asText(event.result.get('msg')) };
    },
  };
}

const FAILED: ReadonlySet<string> = new Set(['failed', 'rescued', 'unreachable']);
