import type { ProvisioningContext } from '../context.ts';

/** What messages about runs need; a run's own context has it, and so has `{config, db: tx}` inside a transaction. */
export type NotifyContext = Pick<ProvisioningContext, 'config' | 'db'>;

/** What a recipient's address means and how it is reached. */
export type NotificationKind = 'mail' | 'webhook' | 'telegram';
