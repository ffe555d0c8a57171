/** A body as UIs send it: the product and the customer, an item for each type of stock, and any further variable. */
import { OmnicrmError } from '../../errors.ts';
import { getCustomer } from '../../crm/customer.ts';
import { getProduct } from '../../crm/product.ts';
import { parsePythonStringList } from '../../crm/python-literal.ts';
import { findService, getService } from '../../crm/service.ts';
import type { Customer, Input, Product, Service } from '../../crm/types.ts';
import type { Order, Removal } from '../../provisioning/index.ts';
import { type Dict, parseJson, str, type Value } from '../../template/index.ts';
import { refuseOrder } from '../access/refuse-order.ts';
import { type RouteRequest, senderOf } from '../route.ts';

/** Keys that say what is ordered; all others are variables of the play, or stock by its type. */
const OWN = new Set(['product_id', 'customer_id', 'action', 'pick']);
/** Variables that a customer may send along: a play trusts the others. */
const OF_CUSTOMERS = new Set(['service_id', 'service_uuid']);

/** Throws E_INPUT, E_NOT_FOUND, or E_NOT_ALLOWED for what the caller may not order. */
export async function orderOfBody(request: RouteRequest): Promise<Order> {
  const { db, access, body, idempotencyKey } = request;
  const customer = idIn(body, 'customer_id');
  refuseOrder(access, { customerId: customer, play: playIn(body) });
  const product = await getProduct(db, idIn(body, 'product_id'));
  const vars = variablesIn(request.bodyText);
  if (access.customerId !== undefined) {
    refuseUnoffered(product, await getCustomer(db, customer), request.now().toISOString());
    refuseBeyondCustomer(product, vars);
  }
  const key = idempotencyKey === undefined ? undefined : `${senderOf(access)}:${idempotencyKey}`;
  return { product: product.product_id, customer, vars, pick: body['pick'] === true || body['pick'] === 'auto', key };
}

/** A removal in the same form: the service by its id or uuid. Throws as `orderOfBody`. */
export async function removalOfBody({ db, access, body }: RouteRequest): Promise<Removal> {
  const named = body['service_id'] ?? body['service_uuid'];
  if (typeof named !== 'number' && typeof named !== 'string') {
    throw new OmnicrmError('E_INPUT', 'service_id or service_uuid: a removal names the service');
  }
  const service = body['service_id'] === undefined ? await findService(db, String(named)) : await getService(db, named);
  refuseOrder(access, { customerId: service.customer_id, play: playIn(body) });
  refuseAnother(service, body);
  return { service: service.service_id };
}

/** Nothing is removed that the body describes otherwise. */
function refuseAnother(service: Service, body: Input): void {
  const wrong = (['service_uuid', 'customer_id', 'product_id'] as const).find(name => {
    const given = body[name] ?? service[name];
    return given !== service[name] && given !== String(service[name]);
  });
  if (wrong === undefined) return;
  throw new OmnicrmError('E_INPUT', `${wrong}: that of service ${service.service_id} is another`);
}

/** From the text: `45.0` is no `45` in a play, and an ICCID has more digits than a number of JavaScript. */
function variablesIn(text: string): ReadonlyMap<string, Value> {
  const members = [...(parseJson(text) as Dict)].map(([name, value]) => [str(name), value] as const);
  return new Map(members.filter(([name]) => !OWN.has(name)));
}

/** Staff may sell what is not offered: at another time, or to others. */
function refuseUnoffered(product: Product, { customer_account_type: type }: Customer, now: string): void {
  const { product_name, customer_can_purchase, available_from, available_until } = product;
  const isTheirs = type === 'Business' ? product.business : product.residential;
  // A last day without a time is a whole one.
  const isNow = (available_from ?? now) <= now && now.slice(0, available_until?.length) <= (available_until ?? now);
  if (customer_can_purchase && isTheirs && isNow) return;
  const which = customer_can_purchase ? 'you' : 'customers themselves';
  throw new OmnicrmError('E_NOT_ALLOWED', `'${product_name}' cannot be ordered by ${which}${isNow ? '' : ' now'}`);
}

function refuseBeyondCustomer(product: Product, vars: ReadonlyMap<string, Value>): void {
  const allowed = new Set([...OF_CUSTOMERS, ...parsePythonStringList(product.inventory_items_list)]);
  const name = [...vars.keys()].find(key => !allowed.has(key));
  if (name === undefined) return;
  throw new OmnicrmError('E_NOT_ALLOWED', `${name}: a customer may not set this variable of the order`);
}

function playIn(body: Input): string | undefined {
  const play = body['provisioning_play'];
  if (play === undefined || typeof play === 'string') return play;
  throw new OmnicrmError('E_INPUT', 'provisioning_play: the name of a play is wanted');
}

function idIn(body: Input, name: string): number {
  const value = body[name];
  const id = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof id === 'number' && Number.isSafeInteger(id) && id > 0) return id;
  throw new OmnicrmError('E_INPUT', `${name}: a whole number is wanted`);
}
