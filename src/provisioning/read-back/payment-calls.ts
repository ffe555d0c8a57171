/** Calls that a play sends to the payment gateway itself, past the CRM (Stripe's paths). */
import { asId, asRow, type CallReader, type PlainCall, type Written } from './written.ts';

export const paymentCalls: CallReader = {
  writes: call => {
    const [, thing = '', id] = call.path;
    const isRefused = call.status !== undefined && call.status >= 400 && call.status < 500;
    if (call.method !== 'POST' || isRefused) return [];
    return (Object.hasOwn(things, thing) ? things[thing] : undefined)?.(call, id) ?? [];
  },
  shows: () => [],
};

/** Customers and cards stay at the gateway: they are no part of an order. */
const things: Readonly<Record<string, (call: PlainCall, id: string | undefined) => readonly Written[]>> = {
  payment_intents: ({ reply }, id) => [
    { kind: 'charge', by: 'intent', id: id ?? asId(asRow(reply)?.['id']), effect: 'created' },
  ],
  refunds: ({ body }) => [
    { kind: 'charge', by: 'intent', id: asId(asRow(body)?.['payment_intent']), effect: 'removed' },
  ],
};
