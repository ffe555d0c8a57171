/** What a listening omnicrm does beside its requests. */
import { type ProvisioningContext, type RunOutcome, startRecovery } from '../provisioning/index.ts';
import type { Delivery } from '../provisioning/notify/deliver.ts';
import { startDelivery } from '../provisioning/notify/start-delivery.ts';
import type { Log } from './log.ts';

interface LoopsOptions {
  readonly log?: Log;
  readonly report?: (error: unknown) => void;
}

export interface Loops {
  /** Resolves when what is at hand has ended. */
  stop(): Promise<void>;
}

/** Recovery of runs and delivery of messages, each looking again and again; what they meet goes to the log. */
export function startLoops(context: ProvisioningContext, { log, report }: LoopsOptions): Loops {
  const failed = (error: unknown): void => report?.(error);
  const recovery = startRecovery(context, {
    failed,
    told: outcome => log?.info(runFields(outcome), 'run taken care of'),
  });
  const tell = ({ notification_id, provision_id: run, kind, status, error }: Delivery): void =>
    log?.warn({ notification_id, run, kind, status, error }, 'message not sent');
  const delivery = startDelivery(context, { tell, report: failed });
  return { stop: async () => void (await Promise.all([recovery.stop(), delivery.stop()])) };
}

/** A run that ended, as the log tells it. */
export function runFields({
  provisionId: run,
  action,
  status,
  verdict,
  serviceId: service,
  held,
  failure,
}: RunOutcome): object {
  return { run, action, status, verdict, service, held, failure };
}
