/** The calls of a run, in their order, as its journal tells them. */
import { listJournal } from '../../crm/provision-journal.ts';
import type { ModuleResult } from '../../engine/index.ts';
import type { Database } from '../../store/schema.ts';
import { sealerOf } from '../../store/sealer.ts';
import { str, toJs } from '../../template/index.ts';
import { wasNeverSent } from '../backends/is-backend-down.ts';
import type { RunCall } from '../read-back/index.ts';
import { type KeptCall, openCall, openResult } from './kept-result.ts';

/** Calls that were made or may have been made: one that was turned back before it began is none. */
export async function runCalls(db: Database, provisionId: number): Promise<readonly RunCall[]> {
  const sealer = sealerOf(db);
  const rows = await listJournal(db, provisionId);
  return rows.flatMap(({ sealed_call, sealed_result }) => {
    if (sealed_call === null) return [];
    const result = sealed_result === null ? undefined : openResult(sealer, sealed_result);
    return isUnsent(result) ? [] : [callOf(openCall(sealer, sealed_call), result)];
  });
}

/** Ended before it left the process, or met no connection. */
function isUnsent(result: ModuleResult | undefined): boolean {
  if (result === undefined) return false;
  if (result['outcome_unknown'] === true) return false;
  return wasNeverSent(result) || (result['interrupted'] === true && result['status'] === undefined);
}

function callOf({ task, module, args }: KeptCall, result: ModuleResult | undefined): RunCall {
  const { method = 'GET', url = '', body } = args;
  const call = { task, module, method: str(method), url: str(url), body: body === undefined ? undefined : toJs(body) };
  const status = Number(result?.['status'] ?? -1);
  return status < 0 ? call : { ...call, reply: { status, json: toJs((result?.['json'] ?? null) as never) } };
}
