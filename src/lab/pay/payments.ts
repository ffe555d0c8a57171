/** Payments and refunds: what changes money. */

import type { JsonObject } from '../simulator.ts';
import { conductOf, type CardConduct } from './cards.ts';
import { invalidParameter, missingParameter, noSuch, PayError } from './errors.ts';
import { amountField, boolField, metadataField, requiredText, textField } from './fields.ts';
import { newId, type PayContext } from './context.ts';
import type { Charge, PaymentIntent, Refund } from './state.ts';

/** A payment; with `confirm` it is charged at once. A refused card is a 402 that carries the intent. */
export function createIntent(context: PayContext, fields: JsonObject): PaymentIntent {
  const intent = newIntent(context, fields);
  if (boolField(fields, 'confirm') && intent.payment_method === null) throw missingParameter('payment_method');
  context.state.intents[intent.id] = intent;
  return boolField(fields, 'confirm') ? charge(context, intent) : intent;
}

/** Charges an intent that was made without `confirm`. */
export function confirmIntent(context: PayContext, intent: PaymentIntent, fields: JsonObject): PaymentIntent {
  if (intent.status === 'succeeded') {
    throw new PayError(400, 'invalid_request_error', 'This PaymentIntent has already succeeded.', {
      code: 'payment_intent_unexpected_state',
    });
  }
  intent.payment_method = textField(fields, 'payment_method') ?? intent.payment_method;
  return charge(context, intent);
}

/** Gives money back, by default all that is left of the charge. */
export function createRefund(context: PayContext, fields: JsonObject): Refund {
  const paid = chargeOf(context, fields);
  const left = paid.amount - paid.amount_refunded;
  const amount = textField(fields, 'amount') === null ? left : amountField(fields, 'amount');
  if (left === 0)
    throw invalidParameter('charge', `Charge ${paid.id} has already been refunded.`, 'charge_already_refunded');
  if (amount > left)
    throw invalidParameter(
      'amount',
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      'amount_too_large',
    );
  paid.amount_refunded += amount;
  paid.refunded = paid.amount_refunded === paid.amount;
  const { currency, id, payment_intent } = paid;
  const refund: Refund = {
    id: newId(context, 're'),
    object: 'refund',
    amount,
    currency,
    charge: id,
    payment_intent,
    status: 'succeeded',
    created: context.seconds,
  };
  context.state.refunds.push(refund);
  return refund;
}

function newIntent(context: PayContext, fields: JsonObject): PaymentIntent {
  const method = textField(fields, 'payment_method');
  const customer = textField(fields, 'customer');
  if (customer !== null && !context.state.customers[customer]) throw noSuch('customer', customer, 'customer', 400);
  if (method !== null) requireConduct(method);
  return {
    id: newId(context, 'pi'),
    object: 'payment_intent',
    amount: amountField(fields, 'amount'),
    amount_received: 0,
    currency: requiredText(fields, 'currency').toLowerCase(),
    customer,
    payment_method: method,
    description: textField(fields, 'description'),
    metadata: metadataField(fields),
    status: method === null ? 'requires_payment_method' : 'requires_confirmation',
    latest_charge: null,
    created: context.seconds,
  };
}

function charge(context: PayContext, intent: PaymentIntent): PaymentIntent {
  const method = intent.payment_method;
  if (method === null) throw missingParameter('payment_method');
  const conduct = requireConduct(method);
  if (conduct.refused) throw refusal(intent, conduct.refused);
  const { amount, currency, customer, description, metadata } = intent;
  const booked: Charge = {
    id: newId(context, 'ch'),
    object: 'charge',
    amount,
    amount_refunded: 0,
    currency,
    customer,
    payment_method: method,
    payment_intent: intent.id,
    description,
    metadata,
    refunded: false,
    created: context.seconds,
  };
  context.state.charges.push(booked);
  context.conduct(conduct);
  return Object.assign(intent, { status: 'succeeded', amount_received: amount, latest_charge: booked.id } as const);
}

function refusal(intent: PaymentIntent, refused: NonNullable<CardConduct['refused']>): PayError {
  intent.status = 'requires_payment_method';
  const { message, ...codes } = refused;
  return new PayError(402, 'card_error', message, { ...codes, payment_intent: { ...intent } });
}

function requireConduct(method: string): CardConduct {
  const conduct = conductOf(method);
  if (!conduct) throw noSuch('PaymentMethod', method, 'payment_method', 400);
  return conduct;
}

function chargeOf(context: PayContext, fields: JsonObject): Charge {
  const [name, id] =
    textField(fields, 'charge') === null
      ? (['payment_intent', requiredText(fields, 'payment_intent')] as const)
      : (['charge', requiredText(fields, 'charge')] as const);
  const found = context.state.charges.find(
    candidate => (name === 'charge' ? candidate.id : candidate.payment_intent) === id,
  );
  if (found) return found;
  if (name === 'payment_intent' && context.state.intents[id]) {
    throw new PayError(
      400,
      'invalid_request_error',
      `This PaymentIntent (${id}) does not have a successful charge to refund.`,
    );
  }
  throw noSuch(name, id, name);
}
