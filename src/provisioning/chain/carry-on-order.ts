/** An order of several plays from the run it stands at to its end. */
import { getOrder, handStockTo, runAtHand, updateOrder } from '../../crm/order-record.ts';
import type { Provision } from '../../crm/types.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import type { ProvisioningContext } from '../context.ts';
import type { RunControl, RunOutcome } from '../order.ts';
import { type Recovery, walkAgain } from '../recovery/walk-again.ts';
import { outcomeOfOrder } from './outcome-of-order.ts';

/** Carries out the run, which this process owns, and every one that its end leads to. Throws as `walkAgain`. */
export async function carryOnOrder(
  context: ProvisioningContext,
  orderId: number,
  first: Provision,
  control: RunControl,
  recovery: Recovery = {},
): Promise<RunOutcome> {
  await reopenOrder(context, orderId, first);
  const { plays } = await getOrder(context.db, orderId);
  const told = new Map<number, RunOutcome>();
  for (let run: Provision | undefined = first; run !== undefined; run = await nextRun(context, orderId, told)) {
    const outcome = await walkAgain(context, run, controlOf(run, plays.length, control), run === first ? recovery : {});
    told.set(run.provision_id, outcome);
  }
  return outcomeOfOrder(context.db, orderId, told);
}

/** An order goes on after its end when one of its runs was opened again: a rollback that is finished, a removal tried again. */
async function reopenOrder(
  { db }: ProvisioningContext,
  orderId: number,
  { provision_id, step, turned_back }: Provision,
): Promise<void> {
  if ((await getOrder(db, orderId)).finished === null) return;
  const way = turned_back === null ? ({ state: 'running', failed_step: null } as const) : { state: 'undoing' as const };
  await withTransaction(db, async tx => {
    await updateOrder(tx, orderId, { ...way, step: step ?? 1, verdict: null, finished: null });
    await handStockTo(tx, orderId, provision_id);
  });
}

/** The run at hand, unless it was carried out just now and did not end: it is held, or was stopped. */
async function nextRun(
  { db }: ProvisioningContext,
  orderId: number,
  told: ReadonlyMap<number, RunOutcome>,
): Promise<Provision | undefined> {
  const run = await runAtHand(db, orderId);
  return run === undefined || told.get(run.provision_id)?.status === 1 ? undefined : run;
}

/** A signal turns the order back once; what it began must not end the undoing too. */
function controlOf(run: Provision, of: number, control: RunControl): RunControl {
  const { step, provisioning_play: play, turned_back } = run;
  const undo = turned_back !== null;
  return {
    ...control,
    signal: undo ? undefined : control.signal,
    onAccepted: id => {
      control.onAccepted?.(id);
      control.onStep?.({ order_id: run.order_id ?? 0, step: step ?? 0, of, play, undo });
    },
  };
}
