/** Addons ordered by one URL, as a charging system's call-back does: no header, no body of ours, and again when no answer came. */
import { setTimeout as pause } from 'node:timers/promises';
import { getProduct } from '../../crm/product.ts';
import { getService } from '../../crm/service.ts';
import { lastRunUnderKey } from '../../crm/provision-record.ts';
import { OmnicrmError } from '../../errors.ts';
import { refuseOrder } from '../access/refuse-order.ts';
import { type Route, type RouteRequest, senderOf } from '../route.ts';
import { idParams } from '../schemas.ts';
import { ended, started } from './run-routes.ts';

/** A charging system posts again after two seconds without an answer, up to three times. */
const REPEAT_MS = 60_000;
const LONGEST_WAIT_SECONDS = 30;
/** Short of those two seconds. */
const BUSY_PATIENCE_MS = 1500;
const BUSY_PAUSE_MS = 50;

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
  ignoresBody: true,
  run: request => order(request, path),
}));

async function order(request: RouteRequest, path: string): Promise<unknown> {
  const { db, access, params, query } = request;
  const service = await getService(db, params['service_id']);
  refuseOrder(access, { customerId: service.customer_id });
  const { customer_id: customer, service_id } = service;
  const vars = new Map([['service_id', service_id]]);
  const wanted = { product: await addonId(request), customer, vars };
  const what = await whenFree(async () => {
    const key = await keyOf(request, path);
    return request.runs().order({ ...wanted, key }, { initiatingUser: access.userId });
  });
  const wait = Math.min(Number((query as { wait?: string }).wait ?? 0), LONGEST_WAIT_SECONDS);
  const outcome = typeof what === 'number' && wait > 0 ? await request.runs().ended(what, wait * 1000) : undefined;
  return outcome === undefined ? started(request, what) : { ...ended(outcome), service_id };
}

/** Throws E_NOT_FOUND, and E_INPUT for what would make a service of its own. */
async function addonId({ db, params }: RouteRequest): Promise<number> {
  const { product_id, product_name, category } = await getProduct(db, params['product_id']);
  if (category === 'addon') return product_id;
  throw new OmnicrmError('E_INPUT', `'${product_name}' is no addon`);
}

/** A charging system renews several addons of a service at one moment and drops what is refused: each waits its turn a little. */
async function whenFree<T>(place: () => Promise<T>): Promise<T> {
  const patience = Date.now() + BUSY_PATIENCE_MS;
  for (;;) {
    try {
      return await place();
    } catch (error) {
      const isBusy = error instanceof OmnicrmError && error.code === 'E_BUSY';
      if (!isBusy || Date.now() > patience) throw error;
    }
    await pause(BUSY_PAUSE_MS);
  }
}

/**
 * The caller's Idempotency-Key; without one, an order for the same service and product within a minute is the same.
 * A later one is named after the run before it, so that those who come at once find the same name.
 */
async function keyOf({ db, access, params, idempotencyKey, now }: RouteRequest, path: string): Promise<string> {
  const name = `${path}:${params['service_id']}:${params['product_id']}`;
  if (idempotencyKey !== undefined) return `${senderOf(access)}:${name}:${idempotencyKey}`;
  const last = await lastRunUnderKey(db, `${name}@`);
  if (last === undefined) return `${name}@0`;
  const isRecent = now().getTime() - Date.parse(last.created) < REPEAT_MS;
  return isRecent && last.order_key !== null ? last.order_key : `${name}@${last.provision_id}`;
}
