import type { PaymentGateway } from '../crm/payments/payment-gateway.ts';
import type { Input, ListQuery } from '../crm/types.ts';
import type { Database } from '../store/schema.ts';
import type { Access } from './access/access.ts';

/** What a route works with: everything is parsed, and who asks is known. */
export interface RouteRequest {
  readonly db: Database;
  readonly access: Access;
  readonly params: Readonly<Record<string, string>>;
  readonly query: ListQuery;
  /** The JSON object of the body; empty when none was sent. */
  readonly body: Input;
  /** The caller's Idempotency-Key. */
  readonly idempotencyKey: string | undefined;
  /** Throws E_BACKEND_DOWN when no gateway is configured. */
  payments(): PaymentGateway;
}

/** One route: a value in the table; `run` gives the JSON of the reply. */
export interface Route {
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  readonly url: string;
  readonly summary: string;
  readonly schema: RouteSchema;
  run(request: RouteRequest): Promise<unknown>;
}

/** JSON Schemas of what comes in and goes out. */
interface RouteSchema {
  readonly params?: object;
  readonly querystring?: object;
  readonly body?: object;
  readonly response?: Readonly<Record<number, object>>;
}

/** Whose Idempotency-Keys a caller's are: another's equal key means another request. */
export function senderOf({ provisionId, userId }: Access): string {
  return provisionId === undefined ? `user-${userId}` : `run-${provisionId}`;
}
