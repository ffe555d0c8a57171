/** What the payment gateway says of a charge that a play made itself. */
import { askPayments, listPayments } from '../audit/ask/ask-payments.ts';
import type { BackendContext } from '../audit/ask/backend-context.ts';
import { type Answer, type Ask, gone, notOurs } from './answer.ts';

/** Gone when it never succeeded, or when all of it was given back. */
export const askCharge: Ask<BackendContext> = async (context, { base }, id): Promise<Answer> => {
  if (base !== context.config.stripe.baseUrl.replace(/\/$/, '')) return notOurs;
  const name = encodeURIComponent(id);
  const intent = await askPayments(context, `/v1/payment_intents/${name}`);
  if (intent === undefined || intent['status'] !== 'succeeded') return gone;
  let kept = Number(intent['amount_received']);
  for await (const refund of listPayments(context, `/v1/refunds?payment_intent=${name}`)) {
    if (refund['status'] !== 'failed' && refund['status'] !== 'canceled') kept -= Number(refund['amount']);
  }
  return kept <= 0 ? gone : { row: { kept } };
};
