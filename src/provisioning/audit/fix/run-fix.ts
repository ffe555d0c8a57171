import { OmnicrmError } from '../../../errors.ts';
import { releaseReservation } from '../../../crm/inventory-reservation.ts';
import { updateInventory } from '../../../crm/inventory.ts';
import type { Database } from '../../../store/schema.ts';
import type { BackendContext } from '../ask/backend-context.ts';
import { type BackendReply, requestJson } from '../ask/request-json.ts';
import type { CrmWrite, FixCall, SuggestedFix } from '../finding.ts';

const crmWrites: Readonly<Record<CrmWrite, (db: Database, id: number) => Promise<unknown>>> = {
  freeItem: (db, id) => updateInventory(db, id, { customer_id: null, service_id: null, item_state: 'Used' }),
  releaseReservation,
};

type HttpCall = Exclude<FixCall, { to: 'crm' }>;

/** Why a reply means that nothing was mended; undefined when it was, or had been before. */
const refusals: Readonly<Record<HttpCall['to'], (reply: BackendReply) => string | undefined>> = {
  ocs: ({ status, json }) => {
    const { error = `status ${status}` } = (json ?? {}) as { readonly error?: unknown };
    // Without a scheduler the change is made all the same: there is only nobody to tell.
    const isFine = [null, 'NOT_FOUND', 'SERVER_ERROR: NOT_FOUND', 'SCHEDULER_NOT_RUNNING'].includes(error as string);
    return isFine ? undefined : `the OCS refused: ${JSON.stringify(error)}`;
  },
  hss: ({ status }) => (status === 200 ? undefined : `the HSS answered ${status}`),
};

/** Carries out a mending, one call after the other. Throws at the first that fails; what was done before it stays. */
export async function runFix(context: BackendContext, { calls }: SuggestedFix): Promise<void> {
  for (const call of calls) {
    await (call.to === 'crm' ? crmWrites[call.write](context.db, call.id) : send(context, call));
  }
}

async function send(context: BackendContext, { to, method, url, body }: HttpCall): Promise<void> {
  const reply = await requestJson(context, { method, url, ...(body === undefined ? {} : { json: body }) });
  const refusal = refusals[to](reply);
  if (refusal !== undefined) throw new OmnicrmError('E_BACKEND_DOWN', `${method} ${url}: ${refusal}`);
}
