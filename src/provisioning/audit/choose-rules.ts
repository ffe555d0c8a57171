import { didYouMean, OmnicrmError } from '../../errors.ts';
import type { AuditRule } from './audit-rule.ts';
import { auditSystems } from './finding.ts';
import { auditRules } from './rules/index.ts';

/** Which rules are looked at; without a choice all are. */
export interface RuleChoice {
  /** `ocs`, `hss`, `crm`, `payments`. */
  readonly systems?: readonly string[] | undefined;
  /** Ids of rules: `OCS-1`. */
  readonly findings?: readonly string[] | undefined;
}

/** The rules of a choice, in the order of the table. Throws E_USAGE with the nearest name for one that there is not. */
export function chooseRules({ systems = [], findings = [] }: RuleChoice): readonly AuditRule[] {
  for (const name of systems) refuseUnknown('system', name, auditSystems);
  const wanted = findings.map(id => id.toUpperCase());
  const ids = auditRules.map(rule => rule.id);
  for (const id of wanted) refuseUnknown('finding', id, ids);
  return auditRules.filter(
    rule =>
      (systems.length === 0 || systems.includes(rule.system)) && (wanted.length === 0 || wanted.includes(rule.id)),
  );
}

function refuseUnknown(what: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const near = didYouMean(name, known);
  const hint = near === undefined ? `There are: ${known.join(', ')}` : `Did you mean ${near}?`;
  throw new OmnicrmError('E_USAGE', `the audit knows no ${what} '${name}'`, { hint });
}
