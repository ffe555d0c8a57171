import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';
import { getCustomer } from '../customer.ts';
import { parseMoney } from '../money.ts';
import { listPaymentMethods } from '../payment-method.ts';
import type { Customer, Payment, PaymentMethod } from '../types.ts';
import { getPaymentByIntent, recordIntention, settlePayment } from './payment.ts';
import type { PaymentGateway } from './payment-gateway.ts';

/** How a customer pays: the id at the gateway and the stored cards, the default first. */
export interface PaymentDetails {
  readonly customer_id: number;
  readonly customer_stripe_id: string;
  readonly data: readonly PaymentMethod[];
}

/** How a customer pays. Throws E_NOT_FOUND for a customer who has no card at the gateway. */
export async function paymentDetails(db: Database, customerId: unknown): Promise<PaymentDetails> {
  const customer = await getCustomer(db, customerId);
  const { customer_id, customer_stripe_id } = customer;
  const query = { filters: { customer_id }, sort: 'is_default', order: 'desc', per_page: 500 };
  const { data } = await listPaymentMethods(db, query);
  if (customer_stripe_id === null || data.length === 0) throw noCard(customer);
  return { customer_id, customer_stripe_id, data };
}

export interface CardCharge {
  /** The customer's id at the gateway. */
  readonly customerStripeId: string;
  /** In currency units, as `parseMoney` takes it; more than 0. */
  readonly retailCost: unknown;
  readonly description: string;
  readonly serviceId: number | null;
  readonly provisionId: number | null;
  /** The same key gives the same payment: it is charged once. */
  readonly idempotencyKey: string;
}

/**
 * Charges a customer's default card. The payment is written down before the gateway is asked; asked again with the same key
 * it is not charged twice. Throws E_DECLINED with the gateway's code, E_BACKEND_DOWN when no answer came (it stays pending).
 */
export async function chargeCard(db: Database, gateway: PaymentGateway, charge: CardCharge): Promise<Payment> {
  const amountMinor = parseMoney(charge.retailCost);
  if (amountMinor <= 0) throw new OmnicrmError('E_INPUT', 'retail_cost: a charge must be more than 0');
  const customer = await customerByStripeId(db, charge.customerStripeId);
  const { data: methods } = await paymentDetails(db, customer.customer_id);
  const method = methods[0];
  if (method === undefined) throw noCard(customer);
  const { description, serviceId, provisionId, idempotencyKey } = charge;
  const intention = { customer, method, amountMinor, description, serviceId, provisionId, idempotencyKey };
  const payment = await recordIntention(db, { ...intention, currency: gateway.currency });
  const settled = payment.payment_status === 'pending' ? await ask(db, gateway, charge, payment, amountMinor) : payment;
  if (settled.payment_status === 'declined') throw declined(settled);
  return settled;
}

/** Gives back what is left of a payment, once. Throws E_NOT_FOUND, E_CONFLICT for one that was never taken, E_BACKEND_DOWN. */
export async function refundPayment(db: Database, gateway: PaymentGateway, paymentIntent: string): Promise<Payment> {
  const payment = await getPaymentByIntent(db, paymentIntent);
  if (payment.payment_status === 'refunded') return payment;
  if (payment.payment_status !== 'succeeded') {
    throw new OmnicrmError(
      'E_CONFLICT',
      `payment ${payment.payment_id} is ${payment.payment_status}: nothing to give back`,
    );
  }
  const amountMinor = parseMoney(payment.amount);
  await gateway.refund({ paymentIntent, amountMinor, idempotencyKey: `refund-${paymentIntent}` });
  return settlePayment(db, payment, { payment_status: 'refunded', refunded_minor: amountMinor });
}

/** The customer with this id at the gateway. Throws E_NOT_FOUND. */
export async function customerByStripeId(db: Database, stripeId: string): Promise<Customer> {
  const query = db.selectFrom('customer').select('customer_id').where('customer_stripe_id', '=', stripeId);
  const row = await query.executeTakeFirst();
  if (row === undefined) throw new OmnicrmError('E_NOT_FOUND', `no customer has the gateway id ${stripeId}`);
  return getCustomer(db, row.customer_id);
}

async function ask(
  db: Database,
  gateway: PaymentGateway,
  { customerStripeId, description, idempotencyKey }: CardCharge,
  payment: Payment,
  amountMinor: number,
): Promise<Payment> {
  const metadata = { omnicrm_payment: String(payment.payment_id) };
  const charge = { amountMinor, customer: customerStripeId, description, idempotencyKey, metadata };
  const result = await gateway.charge({ ...charge, paymentMethod: payment.gateway_token });
  return result.outcome === 'succeeded'
    ? settlePayment(db, payment, { payment_status: 'succeeded', payment_intent: result.paymentIntent })
    : settlePayment(db, payment, { payment_status: 'declined', decline_code: result.code });
}

function declined(payment: Payment): OmnicrmError {
  return new OmnicrmError('E_DECLINED', `the card was refused: ${payment.decline_code}`, {
    hint: 'nothing was charged; ask the customer for another card',
    details: { payment_id: payment.payment_id, decline_code: payment.decline_code },
  });
}

function noCard(customer: Customer): OmnicrmError {
  return new OmnicrmError('E_NOT_FOUND', `customer ${customer.customer_id} has no card at the payment gateway`, {
    hint: 'store a payment method and the customer_stripe_id first',
  });
}
