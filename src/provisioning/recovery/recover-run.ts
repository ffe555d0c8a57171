/** A run whose process is gone goes on, or goes back: its play is walked again along the journal. */
import { OmnicrmError } from '../../errors.ts';
import { getProvision, sealedInputs, updateProvision } from '../../crm/provision-record.ts';
import type { Provision } from '../../crm/types.ts';
import type { RunOptions } from '../../engine/index.ts';
import { sealerOf } from '../../store/sealer.ts';
import { carryOutRun } from '../carry-out-run.ts';
import type { ProvisioningContext } from '../context.ts';
import { readEarlierLife } from '../journal/earlier-life.ts';
import type { RunControl, RunOutcome } from '../order.ts';
import { openInputs } from '../run-inputs.ts';
import { claimRun } from './claim-run.ts';
import { type PlayChoice, playOfRun } from './play-of-run.ts';

export interface Recovery {
  readonly play?: PlayChoice;
  /** Calls of an earlier life that are made again although their result is known. */
  readonly forget?: Parameters<typeof readEarlierLife>[2];
}

/**
 * Lets an interrupted or held run go on where its record ends; one that had turned back goes on undoing. Throws E_NOT_FOUND,
 * E_CONFLICT (it has ended, or its play has changed) or E_BUSY (a living process works on it).
 */
export async function resumeRun(
  context: ProvisioningContext,
  id: number,
  control: RunControl = {},
  recovery: Recovery = {},
): Promise<RunOutcome> {
  return goOn(context, await claimRun(context.db, id), control, recovery);
}

/** Undoes what an interrupted or held run did, and nothing else. Throws as `resumeRun`, and E_CONFLICT for a removal. */
export async function rollBackRun(
  context: ProvisioningContext,
  id: number,
  control: RunControl = {},
): Promise<RunOutcome> {
  refuseRemoval(await getProvision(context.db, id));
  const run = await claimRun(context.db, id);
  await updateProvision(context.db, id, { turned_back: new Date().toISOString() });
  return goOn(context, { ...run, turned_back: 'now' }, control, {});
}

/** Carries on with a run that this process has claimed. */
export async function goOn(
  context: ProvisioningContext,
  provision: Provision,
  control: RunControl,
  { play = 'same', forget }: Recovery,
): Promise<RunOutcome> {
  const { provision_id: id } = provision;
  const sealed = await sealedInputs(context.db, id);
  if (sealed === null) throw withoutJournal(id);
  const earlier = await readEarlierLife(context.db, id, forget);
  const playbook = await playOfRun(context, provision, play, earlier);
  control.onAccepted?.(id);
  const inputs = openInputs(sealerOf(context.db), sealed);
  return carryOutRun(context, { provision, playbook, inputs, entry: entryOf(provision), earlier }, control);
}

function entryOf({ action, turned_back }: Provision): NonNullable<RunOptions['entry']> {
  if (action === 'deprovision') return 'rescue';
  return turned_back === null ? 'block' : 'undo';
}

function refuseRemoval({ provision_id, action }: Provision): void {
  if (action !== 'deprovision') return;
  const hint = `Let it go on with: omnicrm resume ${provision_id}`;
  throw new OmnicrmError('E_CONFLICT', `Run ${provision_id} is a removal: what it removed cannot be put back`, {
    hint,
  });
}

function withoutJournal(id: number): OmnicrmError {
  const hint = 'Look at what it left with: omnicrm audit';
  return new OmnicrmError('E_CONFLICT', `Run ${id} has no journal: it is from an older omnicrm`, { hint });
}
