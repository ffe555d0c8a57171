/** What is said of a failed run: clean when nothing of it is left, from its journal and from what the backends answer. */
import { hasGap } from '../crm/provision-journal.ts';
import type { Provision } from '../crm/types.ts';
import { wroteBefore } from './chain/objects-before.ts';
import type { ProvisioningContext } from './context.ts';
import { runCalls } from './journal/run-calls.ts';
import { type ObjectState, objectsOf, readBack } from './read-back/index.ts';
import { keptPayments } from './run-money.ts';

export type Verdict = 'clean' | 'dirty';

/** How the undoing went, as far as the play tells. */
export interface Undoing {
  /** The rescue was entered. */
  readonly inRescue: boolean;
  /** A task of the rescue failed. */
  readonly undoFailed: boolean;
}

/**
 * Clean only when all that was done is known to be undone. A backend that can be asked has the word; for what cannot be asked
 * the play's own undo counts: it has to have one, and no step of it may have failed. A removal that failed is not clean: the
 * service is still there. Of a run that a backup brought back nobody knows all that it did.
 */
export async function verdictOf(
  context: ProvisioningContext,
  { provision_id: provisionId, action }: Pick<Provision, 'provision_id' | 'action'>,
  undoing: Undoing,
): Promise<Verdict> {
  if (action === 'deprovision') return 'dirty';
  if ((await keptPayments(context.db, provisionId)) || (await hasGap(context.db, provisionId))) return 'dirty';
  const states = await remains(context, provisionId);
  if (states.some(({ left }) => left === true)) return 'dirty';
  const isUndone = undoing.inRescue && !undoing.undoFailed;
  return isUndone || states.every(({ left }) => left === false) ? 'clean' : 'dirty';
}

/** Every object of a backend that the run wrote to, and what is there now. The CRM's own are taken back by the run's end. */
export async function remains(context: ProvisioningContext, provisionId: number): Promise<readonly ObjectState[]> {
  const objects = objectsOf(await runCalls(context.db, provisionId), context.config);
  const isOfEarlierStep = await wroteBefore(context, provisionId);
  const states = await readBack(
    context,
    objects.filter(object => object.backend !== 'crm' && !isOfEarlierStep(object)),
  );
  return (await hasGap(context.db, provisionId)) ? [...states, sinceTheBackup] : states;
}

/** What no journal tells. */
export const sinceTheBackup: ObjectState = {
  object: {
    backend: 'other',
    base: '',
    kind: 'anything',
    by: 'task',
    id: undefined,
    details: {},
    effect: 'changed',
    before: undefined,
    tasks: [],
  },
  state: 'unknown',
  left: undefined,
  why: 'what was done after the backup is not on record: omnicrm audit looks for it',
};
