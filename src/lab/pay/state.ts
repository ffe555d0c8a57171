/** What the payment simulator keeps; amounts are minor units. All of it is plain JSON. */

export interface Customer {
  id: string;
  object: 'customer';
  email: string | null;
  name: string | null;
  description: string | null;
  metadata: Record<string, string>;
  created: number;
}

export interface PaymentMethod {
  id: string;
  object: 'payment_method';
  type: 'card';
  customer: string;
  card: { brand: string; last4: string; exp_month: number; exp_year: number };
}

export interface PaymentIntent {
  id: string;
  object: 'payment_intent';
  amount: number;
  amount_received: number;
  currency: string;
  customer: string | null;
  payment_method: string | null;
  description: string | null;
  metadata: Record<string, string>;
  status: 'requires_payment_method' | 'requires_confirmation' | 'requires_action' | 'succeeded';
  latest_charge: string | null;
  created: number;
}

/** Money that was taken: one per successful payment. */
export interface Charge {
  id: string;
  object: 'charge';
  amount: number;
  amount_refunded: number;
  currency: string;
  customer: string | null;
  payment_method: string;
  payment_intent: string;
  description: string | null;
  metadata: Record<string, string>;
  refunded: boolean;
  created: number;
}

export interface Refund {
  id: string;
  object: 'refund';
  amount: number;
  currency: string;
  charge: string;
  payment_intent: string;
  status: 'succeeded';
  created: number;
}

/** The stored answer to a request that carried an Idempotency-Key. */
export interface Remembered {
  request: string;
  status: number;
  body: string;
  /** Real time (ms) until which the first request is still being worked on. */
  busyUntil: number;
}

export interface PayState {
  customers: Record<string, Customer>;
  /** By `customer/method`. */
  methods: Record<string, PaymentMethod>;
  intents: Record<string, PaymentIntent>;
  charges: Charge[];
  refunds: Refund[];
  remembered: Record<string, Remembered>;
  nextId: number;
}

export function emptyPayState(): PayState {
  return { customers: {}, methods: {}, intents: {}, charges: [], refunds: [], remembered: {}, nextId: 1 };
}
