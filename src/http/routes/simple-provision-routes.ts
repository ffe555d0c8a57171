/** Addons ordered by one URL, as a charging system's call-back does: no header, no body of ours, and again when no answer came. */
import { getService } from '../../crm/service.ts';
import { recentRunUnderKey } from '../../crm/provision-record.ts';
import { refuseOrder } from '../access/refuse-order.ts';
import type { Route, RouteRequest } from '../route.ts';
import { idParams } from '../schemas.ts';
import { senderOf } from '../route.ts';
import { ended, started } from './run-routes.ts';

/** A charging system posts again after two seconds without an answer, up to three times. */
const REPEAT_MS = 60_000;
const LONGEST_WAIT_SECONDS = 30;

/** Both paths of the reference: the second is meant for a customer's top-up, whose portal waits for the end. */
export const simpleProvisionRoutes: readonly Route[] = [
  'simple_provision_addon',
  'simple_provision_addon_recharge',
].map(path => ({
  method: 'POST',
  url: `/crm/provision/${path}/service_id/:service_id/product_id/:product_id`,
  summary:
    'Order an addon for a service; a repetition within a minute is the same order. ?wait=<seconds> waits for its end',
  ways: ['api_key', 'address'],
  schema: {
    params: idParams('service_id', 'product_id'),
    querystring: { type: 'object', properties: { wait: { type: 'string', pattern: '^[0-9]{1,2}$' } } },
    body: { description: 'Whatever the caller posts; it is not read' },
  },
  run: request => order(request, path),
}));

async function order(request: RouteRequest, path: string): Promise<unknown> {
  const { db, access, params, query } = request;
  const service = await getService(db, params['service_id']);
  refuseOrder(access, { customerId: service.customer_id });
  const what = await request.runs().order(
    {
      product: Number(params['product_id']),
      customer: service.customer_id,
      vars: new Map([['service_id', service.service_id]]),
      key: await keyOf(request, path),
    },
    { initiatingUser: access.userId },
  );
  const wait = Math.min(Number((query as { wait?: string }).wait ?? 0), LONGEST_WAIT_SECONDS);
  const outcome = typeof what === 'number' && wait > 0 ? await request.runs().ended(what, wait * 1000) : undefined;
  return outcome === undefined ? started(request, what) : ended(outcome);
}

/** The caller's Idempotency-Key; without one, an order for the same service and product within a minute is the same. */
async function keyOf({ db, access, params, idempotencyKey }: RouteRequest, path: string): Promise<string> {
  const name = `${path}:${params['service_id']}:${params['product_id']}`;
  if (idempotencyKey !== undefined) return `${senderOf(access)}:${name}:${idempotencyKey}`;
  const recent = await recentRunUnderKey(db, `${name}@`, new Date(Date.now() - REPEAT_MS));
  return recent ?? `${name}@${Math.floor(Date.now() / REPEAT_MS)}`;
}
