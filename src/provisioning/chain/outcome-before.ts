import type { Provision } from '../../crm/types.ts';
import type { Database } from '../../store/schema.ts';
import type { RunOutcome } from '../order.ts';
import { outcomeOfRun } from '../outcome-of-run.ts';
import { outcomeOfOrder } from './outcome-of-order.ts';

/** What became of a run that was carried out before; of a step, what became of its whole order. */
export function outcomeBefore(db: Database, run: Provision): Promise<RunOutcome> {
  return run.order_id === null ? outcomeOfRun(db, run) : outcomeOfOrder(db, run.order_id);
}
