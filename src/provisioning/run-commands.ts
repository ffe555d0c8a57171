/** What can be done with runs, and with what they leave, for who has no context at hand. */
import { audit, type AuditOptions, type AuditReport } from './audit/audit.ts';
import { auditAndFix, type FixedAudit } from './audit/fix/audit-and-fix.ts';
import type { ProvisioningContext } from './context.ts';
import { deprovision, type Removal } from './deprovision.ts';
import type { Order, RunControl, RunOutcome } from './order.ts';
import { placeOrder } from './place-order.ts';
import { cancelRun } from './recovery/cancel-run.ts';
import { finishRollback, showRollback } from './recovery/finish-rollback.ts';
import { resumeRun, rollBackRun } from './recovery/recover-run.ts';
import { type Retry, retryRun } from './recovery/retry-run.ts';
import type { Recovery } from './recovery/walk-again.ts';

/** Each as the function of its name, in one context. */
export interface RunCommands {
  placeOrder(order: Order, control?: RunControl): Promise<RunOutcome>;
  deprovision(removal: Removal, control?: RunControl): Promise<RunOutcome>;
  resume(id: number, control?: RunControl, recovery?: Recovery): Promise<RunOutcome>;
  rollBack(id: number, control?: RunControl): Promise<RunOutcome>;
  showRollback(id: number): ReturnType<typeof showRollback>;
  finishRollback(id: number, control?: RunControl): Promise<RunOutcome>;
  retry(id: number, retry: Retry, control?: RunControl): Promise<RunOutcome>;
  cancel(id: number, control?: RunControl): Promise<RunOutcome>;
  audit(options?: AuditOptions): Promise<AuditReport>;
  auditAndFix(options?: AuditOptions): Promise<FixedAudit>;
}

/** The commands over a context that is made when the first of them needs it. */
export function runCommands(context: () => Promise<ProvisioningContext>): RunCommands {
  return {
    placeOrder: async (order, control) => placeOrder(await context(), order, control),
    deprovision: async (removal, control) => deprovision(await context(), removal, control),
    resume: async (id, control, recovery) => resumeRun(await context(), id, control, recovery),
    rollBack: async (id, control) => rollBackRun(await context(), id, control),
    showRollback: async id => showRollback(await context(), id),
    finishRollback: async (id, control) => finishRollback(await context(), id, control),
    retry: async (id, retry, control) => retryRun(await context(), id, retry, control),
    cancel: async (id, control) => cancelRun(await context(), id, control),
    audit: async options => audit(await context(), options),
    auditAndFix: async options => auditAndFix(await context(), options),
  };
}
