import { setMaxListeners } from 'node:events';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OmnicrmError } from '../errors.ts';
import type { PaymentGateway } from '../crm/payments/payment-gateway.ts';
import type { Input, ListQuery } from '../crm/types.ts';
import type { Access } from './access/access.ts';
import { callerOf, rememberCaller } from './access/caller-of.ts';
import { identify, type Doors } from './access/identify.ts';
import { shippedInvoices } from './invoice/invoice-settings.ts';
import { createLoginDesk } from './auth/create-login-desk.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { ignoreBodies } from './ignore-bodies.ts';
import { PAGE_POLICY } from './page-policy.ts';
import { plainSerializer } from './plain-serializer.ts';
import { jsonText } from './read-json.ts';
import type { RunDesk } from './run-desk.ts';
import type { Route, RouteRequest } from './route.ts';
import type { ServerOptions } from './server-options.ts';

/** Puts the routes on the server; each knows who asks, and that he may, before anything else. */
export async function registerRoutes(
  server: FastifyInstance,
  routes: readonly Route[],
  options: ServerOptions,
  doors: Doors,
): Promise<void> {
  const { stopping = new AbortController().signal } = options;
  // Every stream listens to it.
  setMaxListeners(0, stopping);
  const add = (scope: FastifyInstance, route: Route): void => addRoute(scope, route, { ...options, stopping }, doors);
  for (const route of routes) if (route.ignoresBody !== true) add(server, route);
  await server.register(async scope => {
    ignoreBodies(scope);
    for (const route of routes) if (route.ignoresBody === true) add(scope, route);
  });
}

type RequestOptions = ServerOptions & { readonly stopping: AbortSignal };

function addRoute(scope: FastifyInstance, route: Route, options: RequestOptions, doors: Doors): void {
  const { method, url, summary, schema, permission } = route;
  const letIn = async (request: FastifyRequest): Promise<Access> => {
    const access = await identify(request, route, doors);
    if (permission !== undefined) access.mayTry(permission.verb, permission.object);
    return access;
  };
  scope.route({
    method,
    url,
    schema: { summary, ...schema },
    ...plainSerializer(schema.response),
    // Before the body is read: who may not ask learns nothing of what is wrong with the question.
    onRequest: async request => rememberCaller(request, await letIn(request)),
    handler: async (request, reply): Promise<unknown> => {
      const access = callerOf(request);
      if (access === undefined) throw new OmnicrmError('E_INTERNAL', 'nobody looked who asks');
      return route.run({ ...readRequest(request, reply, access, options), identifyAgain: () => letIn(request) });
    },
  });
}

function readRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  access: Access,
  options: RequestOptions,
): Omit<RouteRequest, 'identifyAgain'> {
  return {
    db: options.db,
    access,
    actor: { principal: access.principal, userId: access.userId === 0 ? null : access.userId, address: request.ip },
    params: request.params as Readonly<Record<string, string>>,
    query: request.query as ListQuery,
    body: (request.body ?? {}) as Input,
    bodyText: jsonText(request),
    idempotencyKey: idempotencyKey(request.headers['idempotency-key']),
    payments: () => configuredGateway(options.payments),
    runs: () => openDesk(options.runs),
    now: options.now ?? (() => new Date()),
    stopping: options.stopping,
    lastEventId: [request.headers['last-event-id']].flat()[0],
    stream: (type, texts, ended) => {
      reply.raw.once('close', ended);
      // A HEAD has no body: nothing would end the reading of one.
      const body = request.method === 'HEAD' ? '' : Readable.from(texts);
      return reply.type(type).header('x-accel-buffering', 'no').send(body);
    },
    json: text => reply.type('application/json; charset=utf-8').send(text),
    page: html => reply.type('text/html; charset=utf-8').header('content-security-policy', PAGE_POLICY).send(html),
    invoices: options.invoices ?? shippedInvoices,
    desk: createLoginDesk(request, reply, options),
  };
}

function openDesk(runs: RunDesk | undefined): RunDesk {
  if (runs !== undefined) return runs;
  throw new OmnicrmError('E_NOT_ALLOWED', 'no runs are started here');
}

function configuredGateway(payments: PaymentGateway | undefined): PaymentGateway {
  if (payments !== undefined) return payments;
  throw new OmnicrmError('E_BACKEND_DOWN', 'no payment gateway is configured', { hint: 'set stripe.secret_key' });
}
