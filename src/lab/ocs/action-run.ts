import type { OcsContext } from './method.ts';
import type { OcsAccount } from './state.ts';

/** What the steps of one set of actions share. */
export interface ActionRun {
  readonly context: OcsContext;
  /** `tenant:account`. */
  readonly key: string;
  /** A copy: kept only if every step succeeds. */
  readonly account: OcsAccount;
  removed: boolean;
  /** Balance types that a step changed, for the triggers. */
  readonly touched: Set<string>;
}
