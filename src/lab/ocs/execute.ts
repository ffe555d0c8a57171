import { newAccount } from './accounts.ts';
import type { ActionRun } from './action-run.ts';
import { goTime } from './expiry.ts';
import { identifiers } from './identifiers.ts';
import type { OcsContext } from './method.ts';
import type { Action } from './state.ts';
import { takeDueTriggers } from './triggers.ts';

/** How a set of actions ended; on `PARTIALLY_EXECUTED` the account is as it was. */
export type Outcome = 'OK' | 'PARTIALLY_EXECUTED';

/**
 * Runs a set of actions on an account (`tenant:account`) by descending weight. A missing account is made first, which is
 * how removed accounts come back. The first step that fails ends it, and nothing of it is kept.
 */
export function executeActions(context: OcsContext, key: string, actions: readonly Action[]): Outcome {
  const [outcome, due] = runOnce(context, key, actions);
  for (const id of due) runOnce(context, key, context.state.actions[id] ?? []);
  return outcome;
}

/** The outcome, and the action sets that triggers call for. What those sets change fires no further triggers. */
function runOnce(
  context: OcsContext,
  key: string,
  actions: readonly Action[],
): [outcome: Outcome, due: readonly string[]] {
  const { state, now } = context;
  const account = structuredClone(state.accounts[key]) ?? newAccount(key, now);
  const run: ActionRun = { context, key, account, removed: false, touched: new Set() };
  if (!actions.toSorted((a, b) => b.Weight - a.Weight).every(action => perform(run, action)))
    return ['PARTIALLY_EXECUTED', []];
  if (run.removed) return ['OK', []];
  const due = takeDueTriggers(run);
  state.accounts[key] = { ...account, UpdateTime: goTime(now) };
  return ['OK', due];
}

/** A step that throws, or that nobody knows, has failed; the OCS says no more than that. */
function perform(run: ActionRun, action: Action): boolean {
  const step = identifiers[action.Identifier];
  try {
    step?.(run, action);
  } catch {
    return false;
  }
  return step !== undefined;
}
