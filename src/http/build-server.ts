import type { FastifyInstance } from 'fastify';
import type { PaymentGateway } from '../crm/payments/payment-gateway.ts';
import type { Database } from '../store/schema.ts';
import { replyWithError } from './error-reply.ts';
import { registerRoutes } from './register-routes.ts';
import { routes } from './routes/index.ts';
import type { Tokens } from './tokens.ts';

export interface ServerOptions {
  readonly db: Database;
  readonly tokens: Tokens;
  /** Without one, routes that take money answer 503. */
  readonly payments?: PaymentGateway | undefined;
  /** Told of failures that are nobody's input: the caller only sees "internal error". */
  readonly report?: ((error: unknown) => void) | undefined;
}

/**
 * The listener of the `/crm` API, not yet listening: `server.inject` and `InProcessDispatcher` reach it without a socket,
 * `listen` opens one. The web framework is loaded here, when a command needs it. Close it with `server.close()`.
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { default: fastify } = await import('fastify');
  const server = fastify({
    bodyLimit: 1024 * 1024,
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (error, _request, reply) => replyWithError(error, reply, options.report),
    // The CRM checks bodies field by field and knows how to say what is wrong; a coercion before it would only hide it.
    ajv: {
      customOptions: {
        coerceTypes: false,
        removeAdditional: false,
        useDefaults: false,
        allErrors: true,
        allowUnionTypes: true,
      },
    },
  });
  server.setErrorHandler((error, _request, reply) => replyWithError(error, reply, options.report));
  server.setNotFoundHandler((request, reply) => {
    void reply.code(404).send({ message: `there is no ${request.method} ${request.url}`, code: 'E_NOT_FOUND' });
  });
  server.get('/healthz', () => ({ status: 'ok' }));
  registerRoutes(server, routes, options);
  await server.ready();
  return server;
}
