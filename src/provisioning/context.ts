/** What provisioning needs from the floors around it; `createApp` puts it together. */
import type { Dispatcher } from 'undici';
import type { Config } from '../config.ts';
import type { TlsOptions } from '../engine/index.ts';
import type { Database } from '../store/schema.ts';
import type { BackendDispatchers } from './backends/backend-dispatchers.ts';
import type { WriteQueue } from '../store/write-queue.ts';

/** What a run's token allows: it may touch what its order owns and nothing else. */
export interface RunScope {
  readonly provisionId: number;
  readonly userId: number;
  readonly customerId: number;
  readonly inventoryIds: readonly number[];
  readonly serviceId: number | null;
}

export interface ProvisioningContext {
  readonly config: Config;
  readonly db: Database;
  /** Journals and events of all runs of this process. */
  readonly writes: WriteQueue;
  /** The connection for an origin: the CRM's own is reached in-process, backends within their limits, over connections kept alive. */
  dispatcherFor(origin: string, tls?: TlsOptions): Dispatcher;
  /** What is known of the backends, shared by all calls of the process. */
  readonly backends: Pick<BackendDispatchers, 'governorOf'>;
  /** When an order was placed, by the listener's clock; default: the computer's. */
  readonly now?: (() => Date) | undefined;
  /** A bearer token for one run. */
  issueRunToken(scope: RunScope): Promise<string>;
  /** A bearer token for a plan: there is no run that it could belong to, and writes are not sent. */
  issuePlanToken(userId: number): Promise<string>;
}
