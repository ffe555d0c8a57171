import type { Dispatcher } from 'undici';

export interface GatewayRequest {
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
  readonly idempotencyKey: string;
}

export interface PaymentGatewayOptions {
  /** Such as `https://api.stripe.com`; the paths begin with `/v1`. */
  readonly baseUrl: string;
  readonly secretKey: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** How long one try may take; default 20 s. */
  readonly timeoutMs?: number | undefined;
  /** The connection to it; default: one of undici's own. */
  readonly dispatcher?: () => Dispatcher;
}
