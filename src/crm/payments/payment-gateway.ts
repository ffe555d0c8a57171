import { toCurrencyUnits } from '../money.ts';
import { currencyDigits } from './currency.ts';
import { callGateway, type GatewayReply } from './call-gateway.ts';
import type { PaymentGatewayOptions } from './gateway-request.ts';

interface Charge {
  /** In the books' minor units. */
  readonly amountMinor: number;
  /** The customer's id at the gateway. */
  readonly customer: string;
  readonly paymentMethod: string;
  readonly description: string;
  /** One charge is booked for one key, however often it is sent. */
  readonly idempotencyKey: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What became of a charge: a refused card is an answer, not an exception. */
type ChargeResult =
  | { readonly outcome: 'succeeded'; readonly paymentIntent: string }
  | {
      readonly outcome: 'declined';
      /** The gateway's code: card_declined, insufficient_funds, expired_card, authentication_required… */
      readonly code: string;
      readonly message: string;
    };

export interface PaymentGateway {
  readonly currency: string;
  /** Charges a stored card at once, off session. Throws E_BACKEND_DOWN when no answer came, E_CONFIG or E_INPUT when refused. */
  charge(charge: Charge): Promise<ChargeResult>;
  /** Gives a charge back, wholly or in part; gives the gateway's id of the refund. Throws as `charge`. */
  refund(refund: { paymentIntent: string; amountMinor: number; idempotencyKey: string }): Promise<string>;
}

/** A client of a payment gateway that speaks Stripe's API: form-encoded requests, bearer key, Idempotency-Key on every write. */
export function createPaymentGateway(options: PaymentGatewayOptions): PaymentGateway {
  const currency = options.currency.toLowerCase();
  return {
    currency,
    charge: charge => chargeCard(options, currency, charge),
    refund: refund => refundCharge(options, currency, refund),
  };
}

async function chargeCard(options: PaymentGatewayOptions, currency: string, charge: Charge): Promise<ChargeResult> {
  const form = {
    amount: String(toCurrencyUnits(charge.amountMinor, currencyDigits(currency))),
    currency,
    customer: charge.customer,
    payment_method: charge.paymentMethod,
    confirm: 'true',
    off_session: 'true',
    description: charge.description,
    ...metadataFields(charge.metadata ?? {}),
  };
  const path = '/v1/payment_intents';
  return chargeResult(await callGateway(options, { path, form, idempotencyKey: charge.idempotencyKey }));
}

async function refundCharge(
  options: PaymentGatewayOptions,
  currency: string,
  refund: { paymentIntent: string; amountMinor: number; idempotencyKey: string },
): Promise<string> {
  const amount = String(toCurrencyUnits(refund.amountMinor, currencyDigits(currency)));
  const form = { payment_intent: refund.paymentIntent, amount };
  const { body } = await callGateway(options, { path: '/v1/refunds', form, idempotencyKey: refund.idempotencyKey });
  return String(body['id']);
}

/** A charge that wants the card holder's presence cannot be finished off session: it counts as refused. */
function chargeResult({ declined, body }: GatewayReply): ChargeResult {
  if (declined !== undefined) return { outcome: 'declined', ...declined };
  if (body['status'] === 'succeeded') return { outcome: 'succeeded', paymentIntent: String(body['id']) };
  const code = body['status'] === 'requires_action' ? 'authentication_required' : String(body['status']);
  return { outcome: 'declined', code, message: 'the card cannot be charged without its holder' };
}

function metadataFields(metadata: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`metadata[${name}]`, value]));
}
