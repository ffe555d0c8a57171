/** Takes a run from its row to its end, in its first life or a later one: token, variables, play, verdict, finish. */
import { countEndedEvents } from '../crm/provision-event.ts';
import type { Provision } from '../crm/types.ts';
import type { Playbook, RunOptions } from '../engine/index.ts';
import type { ProvisioningContext } from './context.ts';
import { finishRun } from './finish-run.ts';
import { type EarlierLife, firstLife } from './journal/earlier-life.ts';
import { mergeVariables } from './merge-variables.ts';
import type { RunControl, RunOutcome } from './order.ts';
import type { RunInputs } from './run-inputs.ts';
import { runPlay } from './run-play.ts';

export interface Run {
  readonly provision: Provision;
  readonly playbook: Playbook;
  readonly inputs: RunInputs;
  /** `rescue` for a removal, `undo` for a run that goes back. */
  readonly entry: NonNullable<RunOptions['entry']>;
  /** The journal of its earlier lives; none for a run that was accepted just now. */
  readonly earlier?: EarlierLife;
}

/** Carries a run out that this process owns. A failed run is an outcome with status 2, not an exception. */
export async function carryOutRun(context: ProvisioningContext, run: Run, control: RunControl): Promise<RunOutcome> {
  const { provision, playbook, inputs, entry, earlier = firstLife } = run;
  const { provision_id: provisionId, run_key } = provision;
  const variables = mergeVariables(context.config, inputs, await issueToken(context, run));
  const earlierEvents = earlier === firstLife ? 0 : await countEndedEvents(context.db, provisionId);
  const end = await runPlay(
    context,
    {
      provisionId,
      runKey: run_key ?? String(provisionId),
      playbook,
      variables,
      inventoryIds: inputs.inventoryIds,
      entry,
      earlier,
      earlierEvents,
    },
    control,
  );
  return finishRun(context, run, end);
}

function issueToken(context: ProvisioningContext, { provision, inputs }: Run): Promise<string> {
  const serviceId = inputs.system.get('service_id');
  return context.issueRunToken({
    provisionId: provision.provision_id,
    userId: provision.initiating_user ?? 0,
    customerId: provision.customer_id ?? 0,
    inventoryIds: inputs.inventoryIds,
    serviceId: typeof serviceId === 'number' ? serviceId : null,
  });
}
