import type { Server } from 'node:http';
import type { FastifyHttpOptions, FastifyInstance } from 'fastify';
import { addressTest } from '../crm/network-address.ts';
import type { Doors } from './access/identify.ts';
import { replyWithError } from './error-reply.ts';
import { addJsonParser } from './read-json.ts';
import { replyToBrokenRequest } from './reply-to-broken-request.ts';
import { registerRoutes } from './register-routes.ts';
import { registerDocs } from './openapi/register-docs.ts';
import { registerOps } from './ops/register-ops.ts';
import { routes } from './routes/index.ts';
import { addSecurityHooks, securityHeaders } from './security-hooks.ts';
import { watchRequests } from './watch-requests.ts';
import type { ServerOptions } from './server-options.ts';

/**
 * The listener of the `/crm` API, not yet listening: `server.inject` and `InProcessDispatcher` reach it without a socket,
 * `listen` opens one. The web framework is loaded here, when a command needs it. Close it with `server.close()`. Throws
 * E_CONFIG for an address of the settings that is none.
 */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const doors = await openDoors(options);
  const [{ default: fastify }, { default: cookies }] = await Promise.all([
    import('fastify'),
    import('@fastify/cookie'),
  ]);
  const server = fastify(await frameworkOptions(options));
  // A form or plain text is no JSON: 415, before anybody takes it for a body.
  server.removeContentTypeParser('text/plain');
  addJsonParser(server);
  addSecurityHooks(server, options.security?.corsOrigins ?? []);
  await server.register(cookies);
  server.setErrorHandler((error, _request, reply) => replyWithError(error, reply, options.report));
  server.setNotFoundHandler((request, reply) => {
    // The query may hold a key.
    const [path] = request.url.split('?', 1);
    void reply.code(404).send({ message: `there is no ${request.method} ${path}`, code: 'E_NOT_FOUND' });
  });
  watchRequests(server, options.watchers ?? []);
  if (options.stopping !== undefined) endConnectionsWith(server, options.stopping);
  await registerOps(server, { ...options, opsFrom: options.security?.opsFrom ?? [] });
  await registerRoutes(server, options.routes ?? routes, options, doors);
  registerDocs(server, options.routes ?? routes);
  if (options.remoteApi !== undefined) {
    const { registerRemoteApi } = await import('./remoteapi/remote-api.ts');
    await registerRemoteApi(server, options.remoteApi);
  }
  if (options.confd !== undefined) {
    const { registerConfd } = await import('./confd/confd.ts');
    await registerConfd(server, { ...options.confd, db: options.db, now: options.now, report: options.report });
  }
  await server.ready();
  return server;
}

/** Once it stops, a connection ends with the answer under way. */
function endConnectionsWith(server: FastifyInstance, stopping: AbortSignal): void {
  server.addHook('onSend', async (_request, reply) => {
    if (stopping.aborted) void reply.header('connection', 'close');
  });
}

async function openDoors({ db, tokens, security = {} }: ServerOptions): Promise<Doors> {
  const isWhitelisted = await addressTest(security.ipWhitelist ?? [], 'ip_whitelist', 'E_CONFIG');
  const { plainKeys = [], secondFactorRoles = [] } = security;
  return { db, tokens, plainKeys, secondFactorRoles, isWhitelisted };
}

async function frameworkOptions({ security, report }: ServerOptions): Promise<FastifyHttpOptions<Server>> {
  const proxies = security?.trustedProxies ?? [];
  return {
    bodyLimit: 1024 * 1024,
    // A request that is not here whole by then is given up; how long its answer takes is another matter.
    requestTimeout: 30_000,
    http: { maxHeaderSize: 16 * 1024, headersTimeout: 20_000 },
    trustProxy: proxies.length === 0 ? false : await addressTest(proxies, 'http.trusted_proxies', 'E_CONFIG'),
    routerOptions: { ignoreTrailingSlash: true },
    clientErrorHandler: replyToBrokenRequest,
    frameworkErrors: (error, _request, reply) => replyWithError(error, reply.headers(securityHeaders), report),
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
  };
}
