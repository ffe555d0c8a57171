import type { BackendContext } from '../ask/backend-context.ts';
import { audit, type AuditOptions, type AuditReport } from '../audit.ts';
import type { Finding } from '../finding.ts';
import { runFix } from './run-fix.ts';

/** What became of the mending of one finding. */
export interface FixOutcome {
  readonly finding: string;
  readonly system: string;
  readonly key: string;
  readonly text: string;
  /** Why it failed; null when it was done. */
  readonly error: string | null;
}

export interface FixedAudit {
  /** How things are after it. */
  readonly report: AuditReport;
  readonly fixes: readonly FixOutcome[];
}

/**
 * Audits, mends what is safe to mend, and audits again. The backends come first, then the CRM by what the second audit says:
 * a SIM goes back into the pool only when the network has let go of it. A mending that fails is told and the others go on.
 */
export async function auditAndFix(context: BackendContext, options: AuditOptions = {}): Promise<FixedAudit> {
  const before = await audit(context, options);
  const atBackends = await runFixes(
    context,
    before.findings.filter(finding => !writesCrm(finding)),
  );
  const between = atBackends.length === 0 ? before : await audit(context, options);
  const inCrm = await runFixes(context, between.findings.filter(writesCrm));
  const report = inCrm.length === 0 ? between : await audit(context, options);
  return { report, fixes: [...atBackends, ...inCrm] };
}

function writesCrm({ suggestedFix }: Finding): boolean {
  return suggestedFix?.calls.some(call => call.to === 'crm') === true;
}

/** Critical findings are never mended without a person, whatever their rule says. */
async function runFixes(context: BackendContext, findings: readonly Finding[]): Promise<FixOutcome[]> {
  const outcomes: FixOutcome[] = [];
  for (const { finding, system, key, severity, suggestedFix: fix } of findings) {
    if (fix === null || !fix.safe || severity === 'critical') continue;
    const error = await runFix(context, fix).then(
      () => null,
      (failure: unknown) => (failure as Error).message,
    );
    outcomes.push({ finding, system, key, text: fix.text, error });
  }
  return outcomes;
}
