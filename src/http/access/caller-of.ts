import type { FastifyRequest } from 'fastify';
import type { Access } from './access.ts';

const callers = new WeakMap<FastifyRequest, Access>();

/** Keeps who asks, as long as the request lives. */
export function rememberCaller(request: FastifyRequest, access: Access): void {
  callers.set(request, access);
}

/** Who asks; undefined where nobody looked or he was refused. */
export function callerOf(request: FastifyRequest): Access | undefined {
  return callers.get(request);
}
