/** What an audit says: findings, each with what it rests on and what would mend it. */

export const severities = ['info', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** Whose state a finding is about; `--system` takes these. */
export const auditSystems = ['ocs', 'hss', 'crm', 'payments', 'pbx'] as const;
export type AuditSystem = (typeof auditSystems)[number];

/** One step of a mending: a call to a backend as it is sent, or a write of the CRM. */
export type FixCall =
  | {
      readonly to: 'ocs' | 'hss';
      readonly method: 'POST' | 'PATCH' | 'DELETE';
      readonly url: string;
      readonly body?: unknown;
    }
  | { readonly to: 'crm'; readonly write: CrmWrite; readonly id: number; readonly words: string };

export type CrmWrite = 'freeItem' | 'releaseReservation';

export interface SuggestedFix {
  /** What it does, or what a person has to do. */
  readonly text: string;
  /** Whether `audit --fix --yes` does it by itself. */
  readonly safe: boolean;
  readonly calls: readonly FixCall[];
}

export interface Finding {
  /** Id of the rule: `OCS-1`, `HSS-2`, … */
  readonly finding: string;
  readonly severity: Severity;
  /** `ocs`, `crm`, `payments`, or the base URL of an HSS node. */
  readonly system: string;
  /** The object: account name, IMSI, `inventory 7`, … */
  readonly key: string;
  readonly evidence: string;
  /** ISO time of the last change of the object, when its system tells one. */
  readonly since: string | null;
  readonly suggestedFix: SuggestedFix | null;
}

/** What a rule saw; its id and severity are the rule's. */
export interface Observation {
  readonly system: string;
  readonly key: string;
  readonly evidence: string;
  /** Names by which a run that works on it would know it: uuid, IMSI, MSISDN, `item:7`. */
  readonly touches: readonly string[];
  readonly since?: string | null | undefined;
  /** No run can be working on it, however young it is. */
  readonly settled?: boolean;
  /** Where this case weighs less than the rule's others. */
  readonly severity?: Severity | undefined;
  readonly fix?: SuggestedFix | undefined;
}

/** A mending that a person has to do or decide. */
export function byHand(text: string, calls: readonly FixCall[] = []): SuggestedFix {
  return { text, safe: false, calls };
}
