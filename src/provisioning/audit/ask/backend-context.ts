import type { ProvisioningContext } from '../../context.ts';

/** What it takes to look at the CRM and its backends: nothing here belongs to a run. */
export type BackendContext = Pick<ProvisioningContext, 'config' | 'db' | 'dispatcherFor'>;
