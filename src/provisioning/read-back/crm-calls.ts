/** The routes of the CRM that write, and the rows they write. */
import { asId, asRow, type CallReader, type PlainCall, type Written } from './written.ts';

export const crmCalls: CallReader = {
  writes: call => {
    const [, thing = '', ...rest] = call.path;
    const isRefused = call.status !== undefined && call.status >= 400 && call.status < 500;
    if (call.method === 'GET' || isRefused) return [];
    if (thing === 'stripe') return payment(call, rest);
    const id = rest.findLast(part => part !== '');
    if (call.method === 'PUT' && id === undefined) return [{ ...created(call, thing), effect: 'created' }];
    return [{ kind: thing, by: 'id', id, effect: call.method === 'DELETE' ? 'removed' : 'changed' }];
  },
  shows: call => {
    const [, thing = ''] = call.path;
    const row = call.status === 200 ? asRow(call.reply) : undefined;
    const id = asId(row?.[`${thing}_id`]);
    if (row === undefined || id === undefined) return [];
    const uuid = asId(row['service_uuid']);
    const byId = { kind: thing, by: 'id', id };
    return [uuid === undefined ? { ...byId, row } : { kind: thing, by: 'uuid', id: uuid, row, also: [byId] }];
  },
};

/** A service is known by the uuid that the play chose, anything else by the id that the CRM answered. */
function created({ body, reply }: PlainCall, thing: string): Omit<Written, 'effect'> {
  const uuid = asId(asRow(body)?.['service_uuid']);
  if (thing === 'service' && uuid !== undefined) return { kind: thing, by: 'uuid', id: uuid };
  return { kind: thing, by: 'id', id: asId(asRow(reply)?.[`${thing}_id`]) };
}

/** `stripe/charge_card/cus_…` answers the charge's id, `stripe/refund/pi_…` names it. */
function payment({ reply }: PlainCall, [what = '', id]: readonly string[]): Written[] {
  if (what === 'refund') return [{ kind: 'payment', by: 'intent', id, effect: 'removed' }];
  return [{ kind: 'payment', by: 'intent', id: asId(asRow(reply)?.['charge_id']), effect: 'created' }];
}
