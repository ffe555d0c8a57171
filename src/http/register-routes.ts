import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OmnicrmError } from '../errors.ts';
import type { PaymentGateway } from '../crm/payments/payment-gateway.ts';
import type { Input, ListQuery } from '../crm/types.ts';
import { accessOf } from './access/access-of.ts';
import type { ServerOptions } from './build-server.ts';
import type { Route, RouteRequest } from './route.ts';

/** Puts the routes on the server; each asks for a bearer token before anything else. */
export function registerRoutes(server: FastifyInstance, routes: readonly Route[], options: ServerOptions): void {
  for (const route of routes) {
    const { method, url, summary, schema } = route;
    const handler = async (request: FastifyRequest): Promise<unknown> => route.run(await readRequest(request, options));
    server.route({ method, url, schema: { summary, ...schema }, handler });
  }
}

async function readRequest(request: FastifyRequest, options: ServerOptions): Promise<RouteRequest> {
  const { db, tokens } = options;
  const claims = await tokens.verifyToken(bearerToken(request.headers.authorization));
  return {
    db,
    access: await accessOf(db, claims),
    params: request.params as Readonly<Record<string, string>>,
    query: request.query as ListQuery,
    body: (request.body ?? {}) as Input,
    idempotencyKey: idempotencyKey(request.headers['idempotency-key']),
    payments: () => configuredGateway(options.payments),
  };
}

function bearerToken(header: string | undefined): string {
  const token = /^Bearer ([^\s]+)$/i.exec(header ?? '')?.[1];
  if (token !== undefined) return token;
  throw new OmnicrmError('E_UNAUTHENTICATED', 'a bearer token is wanted', {
    hint: 'send the header Authorization: Bearer <token>',
  });
}

function idempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined || (typeof header === 'string' && /^[\x21-\x7e]{1,200}$/.test(header))) return header;
  throw new OmnicrmError('E_INPUT', 'Idempotency-Key: 1 to 200 printable characters are wanted');
}

function configuredGateway(payments: PaymentGateway | undefined): PaymentGateway {
  if (payments !== undefined) return payments;
  throw new OmnicrmError('E_BACKEND_DOWN', 'no payment gateway is configured', { hint: 'set stripe.secret_key' });
}
