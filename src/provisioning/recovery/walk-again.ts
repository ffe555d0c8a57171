/** One run from its row: its play is walked along its journal, and on from where that ends. */
import { OmnicrmError } from '../../errors.ts';
import { sealedInputs } from '../../crm/provision-record.ts';
import type { Provision } from '../../crm/types.ts';
import type { RunOptions } from '../../engine/index.ts';
import { sealerOf } from '../../store/sealer.ts';
import { carryOutRun } from '../carry-out-run.ts';
import type { ProvisioningContext } from '../context.ts';
import { readEarlierLife } from '../journal/earlier-life.ts';
import type { RunControl, RunOutcome } from '../order.ts';
import { openInputs } from '../run-inputs.ts';
import { type PlayChoice, playOfRun } from './play-of-run.ts';

export interface Recovery {
  readonly play?: PlayChoice;
  /** Calls of an earlier life that are made again although their result is known. */
  readonly forget?: Parameters<typeof readEarlierLife>[2];
}

/** Carries on with a run that this process owns. Throws E_CONFLICT for one without a journal or whose play has changed. */
export async function walkAgain(
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

function withoutJournal(id: number): OmnicrmError {
  const hint = 'Look at what it left with: omnicrm audit';
  return new OmnicrmError('E_CONFLICT', `Run ${id} has no journal: it is from an older omnicrm`, { hint });
}
