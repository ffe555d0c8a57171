import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Puts the security headers on every reply, and answers browsers of the named origins; of no other. */
export function addSecurityHooks(server: FastifyInstance, corsOrigins: readonly string[]): void {
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers(securityHeaders);
    if (request.protocol === 'https') void reply.header('strict-transport-security', 'max-age=31536000');
    if (corsOrigins.length === 0) return undefined;
    void reply.header('vary', 'Origin');
    if (allowOrigin(request, reply, corsOrigins) && isPreflight(request)) return reply.code(204).send();
    return undefined;
  });
}

/** For replies that no hook sees, too. A route that shows pages sets a policy of its own. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

const preflight = {
  'access-control-allow-methods': 'GET, PUT, PATCH, POST, DELETE',
  'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, Last-Event-ID, X-API-KEY',
  'access-control-max-age': '600',
};

function allowOrigin(request: FastifyRequest, reply: FastifyReply, origins: readonly string[]): boolean {
  const { origin } = request.headers;
  if (origin === undefined || !origins.includes(origin)) return false;
  void reply.headers({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'cross-origin-resource-policy': 'cross-origin',
    ...(isPreflight(request) ? preflight : {}),
  });
  return true;
}

function isPreflight({ method, headers: asked }: FastifyRequest): boolean {
  return method === 'OPTIONS' && asked['access-control-request-method'] !== undefined;
}
