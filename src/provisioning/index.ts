/** The public surface of the provisioning floor. */
export { placeOrder } from './place-order.ts';
export { deprovision, type Removal } from './deprovision.ts';
export type { Order, RunControl, RunOutcome } from './order.ts';
export type { ProvisioningContext } from './context.ts';
export { audit, type AuditOptions, type AuditReport } from './audit/audit.ts';
export { auditAndFix, type FixedAudit } from './audit/fix/audit-and-fix.ts';
