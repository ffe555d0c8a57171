import type { PaymentGateway } from '../crm/payments/payment-gateway.ts';
import type { Database } from '../store/schema.ts';
import type { PasswordReset } from './auth/reset-letter.ts';
import type { ConfdApi } from './confd/confd.ts';
import type { InvoiceSettings } from './invoice/invoice-settings.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { RemoteApi } from './remoteapi/remote-api.ts';
import type { RunDesk } from './run-desk.ts';
import type { Route } from './route.ts';
import type { SecuritySettings } from './security-settings.ts';
import type { Tokens } from './tokens.ts';
import type { RequestWatcher } from './watch-requests.ts';

export interface ServerOptions {
  readonly db: Database;
  readonly tokens: Tokens;
  /** Without one, routes that take money answer 503. */
  readonly payments?: PaymentGateway | undefined;
  readonly security?: SecuritySettings | undefined;
  /** Default: the table of all routes. */
  readonly routes?: readonly Route[] | undefined;
  /** Starts runs for those who may order. */
  readonly runs?: RunDesk | undefined;
  /** Remote actions; without it there are none. */
  readonly remoteApi?: RemoteApi | undefined;
  /** The phone system's API at `/1.1`; without it there is none. */
  readonly confd?: Pick<ConfdApi, 'users' | 'challenge' | 'contexts'> | undefined;
  /** Default: the computer's clock. */
  readonly now?: (() => Date) | undefined;
  /** Aborted when the listener is to end. */
  readonly stopping?: AbortSignal | undefined;
  /** Told of every answered request. */
  readonly watchers?: readonly RequestWatcher[] | undefined;
  readonly metrics?: Metrics | undefined;
  /** Without it no password is reset by mail. */
  readonly reset?: PasswordReset | undefined;
  /** Default: the shipped template, USD. */
  readonly invoices?: InvoiceSettings | undefined;
  /** Told of failures that are nobody's input: the caller only sees "internal error". */
  readonly report?: ((error: unknown) => void) | undefined;
}
