import { setTimeout as wait } from 'node:timers/promises';
import type { NotifyContext } from './context.ts';
import { deliverNotifications, type Delivery } from './deliver.ts';

export interface DeliveryLoopOptions {
  /** Between two passes (30 000). */
  readonly intervalMs?: number;
  /** Told of each try that did not end with `sent`. */
  readonly tell?: (delivery: Delivery) => void;
  /** Told of what ended a pass, as a database that is gone; the next pass begins all the same. */
  readonly report?: (error: unknown) => void;
}

export interface DeliveryLoop {
  /** Begins nothing more, gives what is under way a moment, and resolves when nothing of the loop runs any more. */
  stop(): Promise<void>;
}

/** A mail cut off in the middle may have been taken, and would go out twice. */
const GRACE_MS = 2000;

/** Delivers what is due now and again and again, for a process that stays. */
export function startDelivery(context: NotifyContext, options: DeliveryLoopOptions = {}): DeliveryLoop {
  const leave = new AbortController();
  const cut = new AbortController();
  const running = deliverUntil(context, options, { leave: leave.signal, cut: cut.signal });
  return {
    stop: async () => {
      leave.abort();
      const grace = setTimeout(() => cut.abort(), GRACE_MS);
      await running;
      clearTimeout(grace);
    },
  };
}

async function deliverUntil(
  context: NotifyContext,
  { intervalMs = 30_000, tell, report }: DeliveryLoopOptions,
  { leave, cut }: { leave: AbortSignal; cut: AbortSignal },
): Promise<void> {
  do {
    try {
      const tries = await deliverNotifications(context, { leave, signal: cut });
      for (const delivery of tries) if (delivery.status !== 'sent') tell?.(delivery);
    } catch (error) {
      report?.(error);
    }
  } while (await pause(intervalMs, leave));
}

/** False when the signal came. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return wait(ms, true, { signal, ref: false }).catch(() => false);
}
