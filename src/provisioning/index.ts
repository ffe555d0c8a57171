/** The public surface of the provisioning floor. */
export { type RunCommands, runCommands } from './run-commands.ts';
export type { Removal } from './deprovision.ts';
export { noteInterrupted, restoredRuns, waitingRuns } from './recovery/interrupted-runs.ts';
export type { Retry } from './recovery/retry-run.ts';
export type { Order, RunControl, RunOutcome } from './order.ts';
export type { ProvisioningContext } from './context.ts';
export type { AuditOptions, AuditReport } from './audit/audit.ts';
export type { FixedAudit } from './audit/fix/audit-and-fix.ts';
export { isPlayChoice } from './recovery/play-of-run.ts';
export { startRecovery } from './recovery/start-recovery.ts';
export { BackgroundRuns } from './background-runs.ts';
