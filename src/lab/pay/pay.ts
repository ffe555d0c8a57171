import type { LabClock } from '../clock.ts';
import {
  jsonReply,
  objectCopy,
  textOf,
  type Item,
  type LabReply,
  type LabRequest,
  type Simulator,
} from '../simulator.ts';
import { magicMethods, type CardConduct } from './cards.ts';
import type { PayContext } from './context.ts';
import { PayError } from './errors.ts';
import { readFields } from './fields.ts';
import { remember, rememberedReply } from './idempotency.ts';
import { attach, findPayRoute, newCustomer } from './routes.ts';
import { emptyPayState, type PayState } from './state.ts';

export interface PaySettings {
  readonly key: string;
  readonly slowMs: number;
  /** How many demo customers there are from the start. */
  readonly customers: number;
}

/** A payment service with the ways of Stripe: customers, payments, refunds, idempotency keys, magic payment methods. */
export class PaySimulator implements Simulator<PayState> {
  readonly system = 'pay';
  readonly instance = 'pay';
  readonly #settings: PaySettings;
  readonly #clock: LabClock;
  state: PayState;

  constructor(settings: PaySettings, clock: LabClock) {
    this.#settings = settings;
    this.#clock = clock;
    this.state = this.initialState();
  }

  initialState(): PayState {
    const state = emptyPayState();
    for (let n = 1; n <= this.#settings.customers; n++) this.addCustomer(`cus_demo_${n}`, state);
    return state;
  }

  /** A customer who has all magic payment methods. */
  addCustomer(id: string, state: PayState = this.state): void {
    state.customers[id] ??= newCustomer(id, this.#seconds());
    for (const method of magicMethods) attach(state, method, id);
  }

  handle(request: LabRequest): LabReply {
    try {
      this.#authorize(request);
      return rememberedReply(this.state, request) ?? this.#perform(request);
    } catch (error) {
      if (error instanceof PayError) return error.reply;
      throw error;
    }
  }

  #perform(request: LabRequest): LabReply {
    let card: CardConduct | undefined;
    const context = { state: this.state, seconds: this.#seconds(), conduct: (used: CardConduct) => void (card = used) };
    const reply = answer(context, request);
    const slow = card?.isSlow ? { ...reply, delayMs: this.#settings.slowMs } : reply;
    remember(this.state, request, slow);
    return card?.isLost ? { ...slow, close: 'reset' } : slow;
  }

  #authorize(request: LabRequest): void {
    const { key } = this.#settings;
    const basic = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
    if (![`Bearer ${key}`, basic].includes(request.headers['authorization'] ?? '')) {
      throw new PayError(401, 'invalid_request_error', 'Invalid API Key provided.');
    }
  }

  #seconds(): number {
    return Math.floor(this.#clock.now().getTime() / 1000);
  }

  rpcMethod(): undefined {
    return undefined;
  }

  failure(status: number, text: string): LabReply {
    const type = status === 402 ? 'card_error' : status < 500 ? 'invalid_request_error' : 'api_error';
    return new PayError(status, type, text).reply;
  }

  items(state: PayState): Item[] {
    return [
      ...Object.entries(state.customers).map(([key, value]) => item('customer', key, value)),
      ...Object.entries(state.methods).map(([key, value]) => item('payment_method', key, value)),
      ...Object.entries(state.intents).map(([key, value]) => item('payment_intent', key, value)),
      ...state.charges.map(charge => item('charge', charge.id, charge)),
      ...state.refunds.map(refund => item('refund', refund.id, refund)),
    ];
  }

  content(state: PayState): Item[] {
    return this.items(state).map(({ kind, key, value }) => {
      const { id, created, payment_intent, latest_charge, charge, ...rest } = value;
      return {
        kind,
        key: [key, id, created, payment_intent, latest_charge, charge].map(textOf).join(' '),
        value: rest,
      };
    });
  }
}

function answer(context: PayContext, request: LabRequest): LabReply {
  const route = findPayRoute(request.method, request.path);
  try {
    if (!route)
      throw new PayError(
        404,
        'invalid_request_error',
        `Unrecognized request URL (${request.method}: ${request.path}).`,
      );
    return jsonReply(200, route(context, readFields(request)));
  } catch (error) {
    if (error instanceof PayError) return error.reply;
    throw error;
  }
}

function item(kind: string, key: string, value: object): Item {
  return { kind, key, value: objectCopy(value) };
}
