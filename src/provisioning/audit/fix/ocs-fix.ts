import { ocsBody } from '../ask/ask-ocs.ts';
import type { SuggestedFix } from '../finding.ts';
import type { AuditState } from '../state.ts';

/** A mending that is one call of the charging system. */
export function ocsFix(
  { ocsUrl }: AuditState,
  text: string,
  safe: boolean,
  method: string,
  params: Readonly<Record<string, unknown>>,
): SuggestedFix {
  return { text, safe, calls: [{ to: 'ocs', method: 'POST', url: ocsUrl, body: ocsBody({ method, params }) }] };
}
