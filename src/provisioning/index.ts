/** The public surface of the provisioning floor. */
export { placeOrder } from './place-order.ts';
export { deprovision, type Removal } from './deprovision.ts';
export { cancelRun } from './recovery/cancel-run.ts';
export { finishRollback, showRollback } from './recovery/finish-rollback.ts';
export { noteInterrupted, waitingRuns } from './recovery/interrupted-runs.ts';
export { resumeRun, rollBackRun } from './recovery/recover-run.ts';
export type { Recovery } from './recovery/walk-again.ts';
export { type Retry, retryRun } from './recovery/retry-run.ts';
export type { Order, RunControl, RunOutcome } from './order.ts';
export type { ProvisioningContext } from './context.ts';
export { audit, type AuditOptions, type AuditReport } from './audit/audit.ts';
export { auditAndFix, type FixedAudit } from './audit/fix/audit-and-fix.ts';
export { isPlayChoice } from './recovery/play-of-run.ts';
export { startRecovery } from './recovery/start-recovery.ts';
export { BackgroundRuns } from './background-runs.ts';
