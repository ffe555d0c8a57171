import type { FastifyRequest } from 'fastify';
import type { Access } from './access.ts';

const caller = Symbol('caller');

/** A request that knows who asks. A WeakMap of requests would keep the collector of garbage busier than the requests do. */
interface Known extends FastifyRequest {
  [caller]?: Access;
}

/** Keeps who asks, as long as the request lives. */
export function rememberCaller(request: FastifyRequest, access: Access): void {
  const known: Known = request;
  known[caller] = access;
}

/** Who asks; undefined where nobody looked or he was refused. */
export function callerOf(request: FastifyRequest): Access | undefined {
  const known: Known = request;
  return known[caller];
}
