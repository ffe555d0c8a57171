import type { Order, Removal, Retry, RunControl, RunOutcome } from '../provisioning/index.ts';

/** What the routes of runs work with: each starts a run in the background and tells its number, or its outcome when there is nothing to run. */
export interface RunDesk {
  order(order: Order, control: RunControl): Promise<number | RunOutcome>;
  remove(removal: Removal, control: RunControl): Promise<number | RunOutcome>;
  resume(id: number): Promise<number | RunOutcome>;
  rollBack(id: number): Promise<number | RunOutcome>;
  cancel(id: number): Promise<number | RunOutcome>;
  retry(id: number, retry: Retry): Promise<number | RunOutcome>;
  /** The outcome, or undefined when the run has not ended after so many milliseconds. */
  ended(id: number, milliseconds: number): Promise<RunOutcome | undefined>;
}
