import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import { getThing, writeColumns } from '../things/crud.ts';
import { listThings } from '../things/list-things.ts';
import { now, type Columns, type Thing } from '../things/thing.ts';
import type { Customer, ListQuery, Page, Payment, PaymentMethod } from '../types.ts';
import type { Field } from '../fields/field.ts';

const number: Field = { kind: 'integer', nullable: true, readOnly: true };
const text: Field = { kind: 'text', nullable: true, readOnly: true };
const money: Field = { kind: 'money', readOnly: true };

/** What a payment shows; only charges and refunds write it. */
const paymentThing: Thing<Payment> = {
  label: 'payment',
  table: 'payment',
  key: 'payment_id',
  search: ['description', 'payment_intent'],
  fields: {
    customer_id: number,
    service_id: number,
    provision_id: number,
    payment_status: text,
    amount: money,
    refunded: money,
    currency: text,
    description: text,
    gateway_token: text,
    payment_intent: text,
    decline_code: text,
  },
};

/** One payment. Throws E_NOT_FOUND. */
export function getPayment(db: Database, id: unknown): Promise<Payment> {
  return getThing(db, paymentThing, id);
}

/** The payment behind a charge of the gateway (`pi_…`). Throws E_NOT_FOUND. */
export async function getPaymentByIntent(db: Database, paymentIntent: string): Promise<Payment> {
  const query = db.selectFrom('payment').select('payment_id').where('payment_intent', '=', paymentIntent);
  const row = await query.executeTakeFirst();
  if (row === undefined) throw new OmnicrmError('E_NOT_FOUND', `there is no payment ${paymentIntent}`);
  return getPayment(db, row.payment_id);
}

/** A page of payments. Throws E_INPUT for an unknown column. */
export function listPayments(db: Database, query: ListQuery = {}): Promise<Page<Payment>> {
  return listThings(db, paymentThing, query);
}

/** What is about to be asked of the gateway. */
export interface PaymentIntention {
  readonly customer: Customer;
  readonly method: PaymentMethod;
  readonly amountMinor: number;
  readonly currency: string;
  readonly description: string;
  readonly serviceId: number | null;
  readonly provisionId: number | null;
  readonly idempotencyKey: string;
}

/** Writes the payment down as pending, or gives the one that this key made before. Throws E_CONFLICT when that was another charge. */
export function recordIntention(db: Database, intention: PaymentIntention): Promise<Payment> {
  return withTransaction(db, async tx => {
    const query = tx.selectFrom('payment').selectAll().where('idempotency_key', '=', intention.idempotencyKey);
    const before = await query.executeTakeFirst();
    if (before !== undefined) {
      refuseOtherCharge(intention, before.customer_id, before.amount_minor);
      return getPayment(tx, before.payment_id);
    }
    const insert = tx.insertInto('payment').values(newRow(intention)).returning('payment_id');
    return getPayment(tx, (await insert.executeTakeFirstOrThrow()).payment_id);
  });
}

/** Writes down what the gateway answered. */
export async function settlePayment(db: Database, payment: Payment, columns: Columns): Promise<Payment> {
  await writeColumns(db, paymentThing, payment.payment_id, columns);
  return getPayment(db, payment.payment_id);
}

function newRow(intention: PaymentIntention) {
  return {
    customer_id: intention.customer.customer_id,
    service_id: intention.serviceId,
    provision_id: intention.provisionId,
    payment_status: 'pending',
    amount_minor: intention.amountMinor,
    refunded_minor: 0,
    currency: intention.currency,
    description: intention.description,
    idempotency_key: intention.idempotencyKey,
    gateway_token: intention.method.gateway_token,
    created: now(),
    last_modified: now(),
  };
}

function refuseOtherCharge(intention: PaymentIntention, customerId: number, amountMinor: number): void {
  if (customerId === intention.customer.customer_id && amountMinor === intention.amountMinor) return;
  throw new OmnicrmError('E_CONFLICT', `the key ${intention.idempotencyKey} was used for another charge`, {
    hint: 'use a new key for a new charge',
  });
}
