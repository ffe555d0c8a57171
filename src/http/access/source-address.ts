import type { FastifyRequest } from 'fastify';

/**
 * Where a request comes from, for rules that name addresses. A proxy that is not declared (`http.trusted_proxies`) would make all
 * the world its own address: what it passes on comes from no address that a rule could name.
 */
export function sourceAddress({ ip, ips = [], headers }: FastifyRequest): string {
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
  // Where the peer is declared, its own address is but the first.
  return isForwarded && ips.length < 2 ? `${ip} behind a proxy that is not declared` : ip;
}
