import { createHash, randomUUID } from 'node:crypto';
import { recordOnce } from '../../crm/activity.ts';
import { chargeCard, customerByStripeId, paymentDetails, refundPayment } from '../../crm/payments/charge-card.ts';
import { getPaymentByIntent } from '../../crm/payments/payment.ts';
import type { Payment } from '../../crm/types.ts';
import { OmnicrmError } from '../../errors.ts';
import { type Route, type RouteRequest, senderOf } from '../route.ts';
import { idParams } from '../schemas.ts';

const nameParams = (name: string): object => ({
  type: 'object',
  properties: { [name]: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,100}$' } },
  required: [name],
});

const chargeBody = {
  type: 'object',
  properties: {
    retail_cost: { type: ['number', 'string'] },
    description: { type: 'string', maxLength: 500 },
    customer_id: { type: ['integer', 'string'] },
    service_id: { type: ['integer', 'string', 'null'] },
  },
  required: ['retail_cost'],
};

/** Cards: how a customer pays, a charge, its way back. */
export const stripeRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/crm/stripe/customer_id/:customer_id',
    summary: 'How a customer pays: the id at the gateway and the stored cards, the default first',
    permission: { verb: 'view', object: 'payment_method' },
    schema: { params: idParams('customer_id') },
    run: async ({ db, access, params }) => {
      await access.mayRead(db, 'payment_method', { customer_id: Number(params['customer_id']) });
      return paymentDetails(db, params['customer_id']);
    },
  },
  {
    method: 'POST',
    url: '/crm/stripe/charge_card/:customer_stripe_id',
    summary: "Charge a customer's default card, once for one Idempotency-Key",
    permission: { verb: 'create', object: 'transaction' },
    schema: { params: nameParams('customer_stripe_id'), body: chargeBody },
    run: async request => reply(await logged(request, 'charge', await charge(request))),
  },
  {
    method: 'POST',
    url: '/crm/stripe/refund/:charge_id',
    summary: 'Give a charge back; repeated, it changes nothing',
    permission: { verb: 'update', object: 'transaction' },
    schema: { params: nameParams('charge_id') },
    run: async request => reply(await logged(request, 'refund', await refund(request))),
  },
];

/** The gateway was asked outside of any transaction: the payment's own row is there whatever becomes of this one. */
async function logged({ db, actor }: RouteRequest, action: 'charge' | 'refund', payment: Payment): Promise<Payment> {
  const { payment_id: entityId, customer_id: customerId, amount, payment_status } = payment;
  const after = JSON.stringify({ amount, payment_status });
  await recordOnce(db, actor, { action, entity: 'payment', entityId, customerId, after });
  return payment;
}

async function charge(request: RouteRequest): Promise<Payment> {
  const { db, access, params, body } = request;
  const customerStripeId = String(params['customer_stripe_id']);
  const { customer_id, customer_name } = await customerByStripeId(db, customerStripeId);
  refuseMismatch('customer_id', body['customer_id'], customer_id);
  const serviceId = await serviceOfCustomer(request, customer_id);
  await access.mayCreate(db, 'transaction', { customer_id, service_id: serviceId });
  return chargeCard(db, request.payments(), {
    customerStripeId,
    retailCost: body['retail_cost'],
    description: typeof body['description'] === 'string' ? body['description'] : customer_name,
    serviceId,
    provisionId: access.provisionId ?? null,
    idempotencyKey: chargeKey(request),
  });
}

async function refund(request: RouteRequest): Promise<Payment> {
  const { db, access } = request;
  const chargeId = String(request.params['charge_id']);
  const row = { ...(await getPaymentByIntent(db, chargeId)) };
  await access.mayChange(db, { object: 'transaction', verb: 'update', row, changes: {} });
  return refundPayment(db, request.payments(), chargeId);
}

/**
 * The caller's key, made its own; without one a run's charge is known by its body, so that a play walked again after a
 * crash charges once, and a user's is new each time.
 */
function chargeKey({ access, idempotencyKey, params, body }: RouteRequest): string {
  const sender = senderOf(access);
  if (idempotencyKey !== undefined) return `${sender}:${idempotencyKey}`;
  if (access.provisionId === undefined) return `${sender}:${randomUUID()}`;
  const text = JSON.stringify([
    params['customer_stripe_id'],
    body['retail_cost'],
    body['description'],
    body['service_id'],
  ]);
  return `${sender}:${createHash('sha256').update(text).digest('hex')}`;
}

async function serviceOfCustomer({ db, body }: RouteRequest, customerId: number): Promise<number | null> {
  const { service_id } = body;
  if (service_id === undefined || service_id === null) return null;
  const query = db.selectFrom('service').select('customer_id').where('service_id', '=', Number(service_id));
  const service = await query.executeTakeFirst();
  if (service === undefined) throw new OmnicrmError('E_INPUT', `service_id: there is no service ${Number(service_id)}`);
  refuseMismatch('service_id', service.customer_id, customerId);
  return Number(service_id);
}

function refuseMismatch(name: string, given: unknown, customerId: number): void {
  if (given === undefined || Number(given) === customerId) return;
  throw new OmnicrmError('E_INPUT', `${name}: it does not belong to the customer who is charged (${customerId})`);
}

/** `charge_id` is what a refund names. */
function reply(payment: Payment): object {
  const { payment_status: status, payment_intent: charge_id, amount: retail_cost, ...rest } = payment;
  return { status, charge_id, retail_cost, ...rest };
}
