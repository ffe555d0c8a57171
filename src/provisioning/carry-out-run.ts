/** Takes a run from its row to its end, in its first life or a later one: token, variables, play, verdict, finish. */
import { updateProvision } from '../crm/provision-record.ts';
import { countEndedEvents } from '../crm/provision-event.ts';
import { backendsDown } from './backends/backends-down.ts';
import type { ProvisioningContext } from './context.ts';
import { finishRun } from './finish-run.ts';
import { firstLife } from './journal/earlier-life.ts';
import { mergeVariables } from './merge-variables.ts';
import type { RunControl, RunOutcome } from './order.ts';
import { outcomeOfRun } from './outcome-of-run.ts';
import { type PlayRunEnd, runPlay } from './run-play.ts';
import { stoppedRun } from './stopped-run.ts';
import type { Run } from './run.ts';

/**
 * Carries a run out that this process owns. A failed run is an outcome with status 2, not an exception. Throws E_DATABASE or
 * E_BUSY when what it does cannot be written down: it stops where it is, and may be resumed.
 */
export async function carryOutRun(context: ProvisioningContext, run: Run, control: RunControl): Promise<RunOutcome> {
  try {
    const held = await holdRun(context, run);
    if (held !== undefined) return held;
    return await finishRun(context, run, await walkPlay(context, run, control));
  } catch (error) {
    throw stoppedRun(error, run.provision.provision_id);
  }
}

async function walkPlay(context: ProvisioningContext, run: Run, control: RunControl): Promise<PlayRunEnd> {
  const { provision, playbook, inputs, entry, earlier = firstLife } = run;
  const { provision_id: provisionId, run_key } = provision;
  const issue = (): Promise<string> => issueToken(context, run);
  const variables = mergeVariables(context.config, inputs, await issue());
  const earlierEvents = earlier === firstLife ? 0 : await countEndedEvents(context.db, provisionId);
  const play = {
    playbook,
    variables,
    issueToken: issue,
    inventoryIds: inputs.inventoryIds,
    entry,
    earlier,
    earlierEvents,
  };
  return runPlay(context, { provisionId, runKey: run_key ?? String(provisionId), ...play }, control);
}

/** A run that has not begun waits for its backends: nothing has to be undone for one that is down. */
async function holdRun(context: ProvisioningContext, run: Run): Promise<RunOutcome | undefined> {
  const { provision, playbook, entry, earlier = firstLife } = run;
  const hasBegun = earlier.entries > 0 || entry === 'undo';
  if (hasBegun || context.config.provisioning.backendDown === 'fail') return undefined;
  // All that went before would have to be undone: what a later step needs is looked at anew.
  const down = await backendsDown(context, playbook, (provision.step ?? 1) > 1 ? 0 : undefined);
  if (down.length === 0) return undefined;
  const reason = down.map(({ backend, origin, reason: why }) => `${backend} (${origin}): ${why}`).join('; ');
  const changes = { held_since: new Date().toISOString(), held_reason: reason };
  await updateProvision(context.db, provision.provision_id, changes);
  return { ...(await outcomeOfRun(context.db, { ...provision, ...changes })), repeated: false };
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
