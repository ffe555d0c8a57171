import type { FastifyRequest } from 'fastify';

/**
 * Where a request comes from, for rules that name addresses. A proxy that is not declared (`http.trusted_proxies`) would make all
 * the world its own address: what it passes on comes from no address that a rule could name.
 */
export function sourceAddress({ ip, headers, socket }: FastifyRequest): string {
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
  return isForwarded && ip === socket.remoteAddress ? `${ip} behind a proxy that is not declared` : ip;
}
