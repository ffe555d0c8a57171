import type { AuditSystem, Observation, Severity } from './finding.ts';
import type { AuditState, Part } from './state.ts';

/** One kind of thing that may be wrong. Rules are values of one table, by the ids that operators know them by. */
export interface AuditRule {
  readonly id: string;
  readonly severity: Severity;
  readonly system: AuditSystem;
  /** In one line, for help and documents. */
  readonly summary: string;
  /** What it looks at beside the CRM's services, stock and runs. */
  readonly needs: readonly Part[];
  /** Looks only at what was read: a part that is undefined did not answer, and nothing is missing in it. */
  readonly find: (state: AuditState) => readonly Observation[];
}
