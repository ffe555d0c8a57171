/** The orphan audit: does what the backends hold agree with what the CRM says? */
import type { ProvisioningContext } from '../context.ts';
import type { Finding } from './audit-state.ts';
import { readState, type Unreachable } from './read-state.ts';
import { auditRules } from './rules.ts';

export interface AuditReport {
  /** No finding and every system asked. */
  readonly clean: boolean;
  readonly findings: readonly Finding[];
  /** Systems that did not answer: the audit is partial and never clean. */
  readonly unreachable: readonly Unreachable[];
  readonly counts: { readonly services: number; readonly accounts: number; readonly subscribers: number };
}

/** Compares the CRM with the charging system and every HSS node (the lab's or real ones). Changes nothing. */
export async function audit(context: ProvisioningContext): Promise<AuditReport> {
  const { state, unreachable } = await readState(context);
  const findings = auditRules.flatMap(({ id, severity, find }) => find(state).map(seen => ({ id, severity, ...seen })));
  return {
    clean: findings.length === 0 && unreachable.length === 0,
    findings,
    unreachable,
    counts: {
      services: state.services.length,
      accounts: state.accounts.length,
      subscribers: state.hss.reduce((sum, node) => sum + node.subscribers.length, 0),
    },
  };
}
