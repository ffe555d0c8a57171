/** A plan: the play is walked with its reads sent and its writes answered by a shadow (shadow-replies.ts). */
import { type Playbook, runPlaybook } from '../engine/index.ts';
import { asText } from './as-text.ts';
import type { ProvisioningContext } from './context.ts';
import type { RunVariables } from './merge-variables.ts';
import type { RunControl, RunOutcome } from './order.ts';

/** Walks the play in check mode. Status 2 when it would fail as things stand. */
export async function planPlay(
  context: ProvisioningContext,
  plan: { readonly playbook: Playbook; readonly variables: RunVariables },
  control: RunControl,
): Promise<RunOutcome> {
  const result = await runPlaybook(plan.playbook, {
    ...plan.variables,
    dispatcherFor: (origin, tls) => context.dispatcherFor(origin, tls),
    reporters: control.reporters ?? [],
    check: true,
    refusedLookups: context.config.refusedLookups,
    ...(control.signal === undefined ? {} : { signal: control.signal }),
  });
  const { failure } = result;
  return {
    action: 'provision',
    provisionId: undefined,
    status: result.exitCode === 0 ? 0 : 2,
    verdict: undefined,
    serviceId: undefined,
    serviceUuid: undefined,
    repeated: false,
    held: undefined,
    backendDown: false,
    failure: failure && { task: failure.task, message: asText(failure.result.get('msg')) },
  };
}
