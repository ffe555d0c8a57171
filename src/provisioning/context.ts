/** What provisioning needs from the floors around it; `createApp` puts it together. */
import type { Dispatcher } from 'undici';
import type { Config } from '../config.ts';
import type { TlsOptions } from '../engine/index.ts';
import type { Database } from '../store/schema.ts';

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
  /** The connection for an origin: the CRM's own is reached in-process, all others over the network, kept alive. */
  dispatcherFor(origin: string, tls?: TlsOptions): Dispatcher;
  /** A bearer token for one run. */
  issueRunToken(scope: RunScope): Promise<string>;
  /** A bearer token for a plan: there is no run that it could belong to, and writes are not sent. */
  issuePlanToken(userId: number): Promise<string>;
}
