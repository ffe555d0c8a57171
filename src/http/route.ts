import type { Actor } from '../crm/activity.ts';
import type { PaymentGateway } from '../crm/payments/payment-gateway.ts';
import type { PermissionObject, PermissionVerb } from '../crm/permission.ts';
import type { Input, ListQuery } from '../crm/types.ts';
import type { Database } from '../store/schema.ts';
import type { Access } from './access/access.ts';
import type { InvoiceSettings } from './invoice/invoice-settings.ts';
import type { RunDesk } from './run-desk.ts';
import type { LoginDesk } from './auth/login-desk.ts';

/** What a route works with: everything is parsed, and who asks is known. */
export interface RouteRequest {
  readonly db: Database;
  readonly access: Access;
  /** Who it is and from where, for the activity log. */
  readonly actor: Actor;
  readonly params: Readonly<Record<string, string>>;
  readonly query: ListQuery;
  /** The JSON object of the body; empty when none was sent. */
  readonly body: Input;
  /** Its text: numbers with all their digits. */
  readonly bodyText: string;
  /** The caller's Idempotency-Key. */
  readonly idempotencyKey: string | undefined;
  /** Throws E_BACKEND_DOWN when no gateway is configured. */
  payments(): PaymentGateway;
  /** Starts runs. Throws E_NOT_ALLOWED where this process starts none. */
  runs(): RunDesk;
  /** The moment it is; a test's own where it keeps the time. */
  readonly now: () => Date;
  /** Where a reader of a stream goes on, as it says itself. */
  readonly lastEventId: string | undefined;
  /** Aborted when the listener stops: streams end. */
  readonly stopping: AbortSignal;
  /** Looks anew who asks, for answers that take long. Throws E_UNAUTHENTICATED, E_NOT_ALLOWED. */
  readonly identifyAgain: () => Promise<Access>;
  /** The reply of a route that sends texts as they come; `run` returns it. `ended` is called when the reader has gone. */
  readonly stream: (type: string, texts: AsyncIterable<string>, ended: () => void) => unknown;
  /** The reply of a route that has its JSON as text already; `run` returns it. */
  readonly json: (text: string) => unknown;
  /** The reply of a route that sends a page of HTML, which may load nothing; `run` returns it. */
  readonly page: (html: string) => unknown;
  /** What the configuration says of invoices. */
  readonly invoices: InvoiceSettings;
  /** What logging in and out needs of the request and its reply. */
  readonly desk: LoginDesk;
}

/** How a caller may show who it is: a bearer token, an API key (`X-API-KEY`), an address on the white list. */
export type Way = 'bearer' | 'api_key' | 'address';

/** One route: a value in the table; `run` gives the JSON of the reply. */
export interface Route {
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  readonly url: string;
  readonly summary: string;
  /** Default: bearer and api_key. None for a route that is open to everybody. */
  readonly ways?: readonly Way[];
  /** Open to a login that has yet to make the second factor its role demands. */
  readonly withoutSecondFactor?: true;
  /** A body of any kind is taken, and not read. */
  readonly ignoresBody?: true;
  /** Asked of all but runs before anything is read; whose row it may be is for `run` to ask. */
  readonly permission?: RoutePermission;
  readonly schema: RouteSchema;
  run(request: RouteRequest): Promise<unknown>;
}

export interface RoutePermission {
  readonly verb: PermissionVerb;
  readonly object: PermissionObject;
}

/** JSON Schemas of what comes in and goes out. */
interface RouteSchema {
  readonly params?: object;
  readonly querystring?: object;
  readonly body?: object;
  readonly response?: Readonly<Record<number, object>>;
}

/** Whose Idempotency-Keys a caller's are: another's equal key means another request. */
export function senderOf({ principal }: Access): string {
  return `${principal.kind}-${principal.id ?? principal.name}`;
}
