import { setTimeout } from 'node:timers/promises';
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
  /** Ends what is under way, writes it down, and resolves when nothing of the loop runs any more. */
  stop(): Promise<void>;
}

/** Delivers what is due now and again and again, for a process that stays. */
export function startDelivery(context: NotifyContext, options: DeliveryLoopOptions = {}): DeliveryLoop {
  const end = new AbortController();
  const running = deliverUntil(context, options, end.signal);
  return {
    stop: () => {
      end.abort();
      return running;
    },
  };
}

async function deliverUntil(context: NotifyContext, options: DeliveryLoopOptions, signal: AbortSignal): Promise<void> {
  const { intervalMs = 30_000, tell, report } = options;
  do {
    try {
      const tries = await deliverNotifications(context, { signal });
      for (const delivery of tries) if (delivery.status !== 'sent') tell?.(delivery);
    } catch (error) {
      report?.(error);
    }
  } while (await pause(intervalMs, signal));
}

/** False when the signal came. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return setTimeout(ms, true, { signal, ref: false }).catch(() => false);
}
