import { jsonCopy, type Json, type JsonObject } from '../simulator.ts';
import { conductOf, paymentMethod } from './cards.ts';
import { newId, type PayContext } from './context.ts';
import { noSuch } from './errors.ts';
import { metadataField, requiredText, textField } from './fields.ts';
import { listPage } from './lists.ts';
import { confirmIntent, createIntent, createRefund } from './payments.ts';
import type { Customer, PaymentIntent, PayState, Refund } from './state.ts';

type Handler = (context: PayContext, id: string, fields: JsonObject) => object;

/** Calls by method and path; `:id` is one segment. */
const routes: Readonly<Record<string, Handler>> = {
  'POST /v1/customers': (context, _id, fields) => createCustomer(context, fields),
  'GET /v1/customers': ({ state }) => listOf(Object.values(state.customers)),
  'GET /v1/customers/:id': ({ state }, id) => customerOf(state, id),
  'GET /v1/customers/:id/payment_methods': ({ state }, id) => {
    customerOf(state, id);
    return listOf(Object.values(state.methods).filter(method => method.customer === id));
  },
  'POST /v1/payment_methods/:id/attach': ({ state }, id, fields) => attach(state, id, requiredText(fields, 'customer')),
  'POST /v1/payment_intents': (context, _id, fields) => createIntent(context, fields),
  'GET /v1/payment_intents': ({ state }, _id, fields) => listPage(Object.values(state.intents), fields, ['customer']),
  'GET /v1/payment_intents/:id': ({ state }, id) => intentOf(state, id),
  'POST /v1/payment_intents/:id/confirm': (context, id, fields) =>
    confirmIntent(context, intentOf(context.state, id), fields),
  'GET /v1/charges': ({ state }, _id, fields) => listPage(state.charges, fields, ['customer', 'payment_intent']),
  'POST /v1/refunds': (context, _id, fields) => createRefund(context, fields),
  'GET /v1/refunds': ({ state }, _id, fields) => listPage(state.refunds, fields, ['charge', 'payment_intent']),
  'GET /v1/refunds/:id': ({ state }, id) => refundOf(state, id),
};

/** What a call gives, ready to be carried out, or undefined where there is no such path. */
export function findPayRoute(
  method: string,
  path: string,
): ((context: PayContext, fields: JsonObject) => Json) | undefined {
  const segments = path.replace(/\/$/, '').split('/');
  const pattern = segments.map((segment, index) => (index === 3 ? ':id' : segment)).join('/');
  const handler = routes[`${method} ${pattern}`];
  return handler && ((context, fields) => jsonCopy(handler(context, decodeURIComponent(segments[3] ?? ''), fields)));
}

/** Puts a payment method at a customer's disposal; the magic ones may belong to many. Throws 404 errors. */
export function attach(state: PayState, id: string, customer: string): object {
  customerOf(state, customer);
  const conduct = conductOf(id);
  if (!conduct) throw noSuch('PaymentMethod', id, 'payment_method');
  return (state.methods[`${customer}/${id}`] = paymentMethod(id, customer, conduct));
}

export function newCustomer(id: string, seconds: number, fields: JsonObject = {}): Customer {
  return {
    id,
    object: 'customer',
    email: textField(fields, 'email'),
    name: textField(fields, 'name'),
    description: textField(fields, 'description'),
    metadata: metadataField(fields),
    created: seconds,
  };
}

/** A new customer; a `payment_method` in the call is attached at once. */
function createCustomer(context: PayContext, fields: JsonObject): Customer {
  const customer = newCustomer(newId(context, 'cus'), context.seconds, fields);
  const method = textField(fields, 'payment_method');
  if (method !== null && !conductOf(method)) throw noSuch('PaymentMethod', method, 'payment_method', 400);
  context.state.customers[customer.id] = customer;
  if (method !== null) attach(context.state, method, customer.id);
  return customer;
}

function customerOf(state: PayState, id: string): Customer {
  const customer = state.customers[id];
  if (!customer) throw noSuch('customer', id);
  return customer;
}

function intentOf(state: PayState, id: string): PaymentIntent {
  const intent = state.intents[id];
  if (!intent) throw noSuch('payment_intent', id, 'intent');
  return intent;
}

function refundOf(state: PayState, id: string): Refund {
  const refund = state.refunds.find(candidate => candidate.id === id);
  if (!refund) throw noSuch('refund', id);
  return refund;
}

function listOf(data: readonly object[]): object {
  return { object: 'list', data, has_more: false };
}
