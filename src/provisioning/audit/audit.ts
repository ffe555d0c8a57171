/** The orphan audit: does what the backends hold agree with what the CRM says? */
import type { BackendContext } from './ask/backend-context.ts';
import type { AuditRule } from './audit-rule.ts';
import { chooseRules, type RuleChoice } from './choose-rules.ts';
import type { AuditSystem, Finding, Observation } from './finding.ts';
import { withoutInFlight } from './in-flight.ts';
import { readState, type Unreachable } from './read/read-state.ts';
import type { AuditState } from './state.ts';

export interface AuditOptions extends RuleChoice {
  /** Replaces `audit.grace` of the configuration. */
  readonly graceSeconds?: number | undefined;
}

export interface AuditReport {
  /** Nothing was found and every system was asked; notes do not count. */
  readonly clean: boolean;
  readonly findings: readonly Finding[];
  /** Findings of severity `info`: worth telling, nothing to mend. */
  readonly notes: readonly Finding[];
  /** Systems that did not answer: the audit is partial and never clean. */
  readonly unreachable: readonly Unreachable[];
  /** Systems that no configuration names: nothing is said about them. */
  readonly notConfigured: readonly AuditSystem[];
  readonly counts: { readonly services: number; readonly accounts: number; readonly subscribers: number };
}

/** Compares the CRM with the charging system, every HSS node and the payment gateway (the lab's or real ones). Changes nothing. Throws E_USAGE for an unknown rule or system. */
export async function audit(context: BackendContext, options: AuditOptions = {}): Promise<AuditReport> {
  const rules = chooseRules(options);
  const grace = { seconds: options.graceSeconds ?? context.config.audit.graceSeconds, startedAt: Date.now() };
  const { state, unreachable, notConfigured } = await readState(context, new Set(rules.flatMap(rule => rule.needs)));
  const seen = rules.flatMap(rule => rule.find(state).map(observation => ({ ...observation, rule })));
  const told = (await withoutInFlight(context, state, seen, grace)).map(findingOf);
  const findings = told.filter(finding => finding.severity !== 'info');
  const notes = told.filter(finding => finding.severity === 'info');
  const clean = findings.length === 0 && unreachable.length === 0;
  return { clean, findings, notes, unreachable, notConfigured, counts: countsOf(state) };
}

function findingOf({ rule, ...seen }: Observation & { readonly rule: AuditRule }): Finding {
  const { system, key, evidence, since = null, severity = rule.severity, fix = null } = seen;
  return { finding: rule.id, severity, system, key, evidence, since, suggestedFix: fix };
}

function countsOf({ crm, accounts = [], hss }: AuditState): AuditReport['counts'] {
  const subscribers = hss.reduce((sum, node) => sum + node.subscribers.length, 0);
  return { services: crm.services.length, accounts: accounts.length, subscribers };
}
