import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addressTest } from '../../crm/network-address.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';
import { sourceAddress } from '../access/source-address.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { checkReady } from './check-ready.ts';

export interface OpsOptions {
  readonly db: Database;
  readonly metrics?: Metrics | undefined;
  readonly stopping?: AbortSignal | undefined;
  /** Addresses and networks that may read metrics and why this is not ready. */
  readonly opsFrom: readonly string[];
}

/**
 * `/healthz`: it is alive. `/readyz`: it takes orders (503 with the reasons where not). `/metrics`: Prometheus text. What tells
 * of the inside is for the addresses of `http.ops_from`. Throws E_CONFIG for an address that is none.
 */
export async function registerOps(server: FastifyInstance, options: OpsOptions): Promise<void> {
  const { db, metrics, stopping } = options;
  const isListed = await addressTest(options.opsFrom, 'http.ops_from', 'E_CONFIG');
  const mayLookInside = (request: FastifyRequest): boolean => isListed(sourceAddress(request));
  server.get('/healthz', () => ({ status: 'ok' }));
  server.get('/readyz', async (request, reply) => {
    const problems = (await checkReady(db)).filter(check => check.problem !== undefined);
    if (stopping?.aborted === true) problems.push({ name: 'listener', problem: 'it is stopping' });
    if (problems.length === 0) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', ...(mayLookInside(request) ? { problems } : {}) });
  });
  server.get('/metrics', async (request, reply) => {
    if (!mayLookInside(request)) throw new OmnicrmError('E_NOT_ALLOWED', 'metrics are not shown to this address');
    if (metrics === undefined) throw new OmnicrmError('E_NOT_FOUND', 'nothing is counted here');
    const { type, text } = await metrics.text();
    return reply.type(type).send(text);
  });
}
