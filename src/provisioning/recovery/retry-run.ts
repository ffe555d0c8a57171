/** A failed run is tried again: as a new run of the same order, or from the task that failed. */
import { OmnicrmError } from '../../errors.ts';
import { listRunsOfOrder } from '../../crm/order-record.ts';
import { getProvision, reopenProvision, sealedInputs } from '../../crm/provision-record.ts';
import { getService } from '../../crm/service.ts';
import type { Provision } from '../../crm/types.ts';
import { sealerOf } from '../../store/sealer.ts';
import type { ProvisioningContext } from '../context.ts';
import { deprovision } from '../deprovision.ts';
import { readEarlierLife } from '../journal/earlier-life.ts';
import { loadPlay, runModules } from '../load-play.ts';
import type { RunControl, RunOutcome } from '../order.ts';
import { placeOrder } from '../place-order.ts';
import { playSource } from '../play-source.ts';
import { openInputs } from '../run-inputs.ts';
import { thisProcess } from '../run-owner.ts';
import { playDiff } from './play-diff.ts';
import { type PlayChoice, playOfRun } from './play-of-run.ts';
import { goOn } from './recover-run.ts';

export interface Retry {
  /** `same` (default) refuses a play that has changed since; `fixed` takes it as it is now. */
  readonly play?: PlayChoice;
  /** Goes on where it failed: what succeeded before is not done again. For runs that were not undone. */
  readonly fromFailed?: boolean;
}

/** Throws E_NOT_FOUND, E_CONFLICT (not failed, undone, or another play) and what an order or a removal throws. */
export async function retryRun(
  context: ProvisioningContext,
  id: number,
  { play = 'same', fromFailed = false }: Retry = {},
  control: RunControl = {},
): Promise<RunOutcome> {
  const run = await getProvision(context.db, id);
  if (run.provisioning_status !== 2) throw notFailed(run);
  if (fromFailed) return goOnFromFailed(context, run, play, control);
  if (play === 'same') await refuseOtherPlay(context, run);
  return run.action === 'deprovision' ? removeAgain(context, run, control) : orderAgain(context, run, control);
}

async function removeAgain(context: ProvisioningContext, run: Provision, control: RunControl): Promise<RunOutcome> {
  const inputs = await inputsOf(context, run);
  const { service_id } = await getService(context.db, run.service_id);
  return deprovision(context, { service: service_id, vars: inputs.request }, { ...control, retryOf: run.provision_id });
}

async function orderAgain(context: ProvisioningContext, run: Provision, control: RunControl): Promise<RunOutcome> {
  const { request, inventory, system } = await inputsOf(context, await firstOfOrder(context, run));
  const serviceId = system.get('service_id');
  const vars = new Map([...request, ...(serviceId === undefined ? [] : ([['service_id', serviceId]] as const))]);
  const order = { product: run.product_id ?? 0, customer: run.customer_id ?? 0, inventory, vars };
  return placeOrder(context, order, { ...control, retryOf: run.provision_id });
}

/** A step knows what earlier ones made; the order is placed with what the first began with. */
async function firstOfOrder({ db }: ProvisioningContext, run: Provision): Promise<Provision> {
  return run.order_id === null ? run : ((await listRunsOfOrder(db, run.order_id))[0] ?? run);
}

async function inputsOf({ db }: ProvisioningContext, { provision_id }: Provision) {
  const sealed = await sealedInputs(db, provision_id);
  if (sealed !== null) return openInputs(sealerOf(db), sealed);
  throw new OmnicrmError('E_CONFLICT', `Run ${provision_id} is from an older omnicrm: place the order anew`);
}

/** Only the steps that failed, and those after them, are done. */
async function goOnFromFailed(
  context: ProvisioningContext,
  run: Provision,
  play: PlayChoice,
  control: RunControl,
): Promise<RunOutcome> {
  const { provision_id: id, action } = run;
  const earlier = await readEarlierLife(context.db, id);
  const wasUndone = action === 'provision' && [...earlier.calls.keys()].some(key => key.includes('.rescue.'));
  const wasStep = action === 'provision' && run.order_id !== null;
  if (wasUndone || wasStep) throw undone(run);
  await playOfRun(context, run, play, earlier);
  if (!(await reopenProvision(context.db, id, thisProcess()))) throw notFailed(await getProvision(context.db, id));
  return goOn(context, await getProvision(context.db, id), control, {
    play,
    forget: (_path, { failed }) => failed === true,
  });
}

async function refuseOtherPlay(context: ProvisioningContext, run: Provision): Promise<void> {
  const now = loadPlay(context.config, run.provisioning_play, runModules(context.config));
  if (run.play_digest === null || playSource(now).digest === run.play_digest) return;
  const before = await playOfRun(context, run, 'same', await readEarlierLife(context.db, run.provision_id));
  const message = `The play '${run.provisioning_play}' has changed since run ${run.provision_id}\n${playDiff(before, now)}`;
  const hint = `Take it as it is now with: omnicrm retry ${run.provision_id} --play fixed`;
  throw new OmnicrmError('E_CONFLICT', message, { hint });
}

function notFailed({ provision_id, provisioning_status }: Provision): OmnicrmError {
  const hint = provisioning_status === 1 ? `omnicrm resume ${provision_id} lets an interrupted run go on` : undefined;
  const state = provisioning_status === 1 ? 'has not ended' : 'ended with success';
  return new OmnicrmError('E_CONFLICT', `Run ${provision_id} ${state}: there is nothing to try again`, { hint });
}

function undone({ provision_id }: Provision): OmnicrmError {
  return new OmnicrmError(
    'E_CONFLICT',
    `The steps of run ${provision_id} were undone: it can only be tried again from its first task`,
    {
      hint: `omnicrm retry ${provision_id}`,
    },
  );
}
