import type { FastifyInstance } from 'fastify';
import { OmnicrmError } from '../errors.ts';

/** Opens the socket and gives the address as a URL; port 0 takes a free one. Throws E_CREATE when the port is taken. */
export async function listen(server: FastifyInstance, where: { host?: string; port: number }): Promise<string> {
  try {
    return await server.listen({ host: where.host ?? '127.0.0.1', port: where.port });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OmnicrmError('E_CREATE', `cannot listen on port ${where.port}: ${reason}`, {
      hint: 'choose another port, or end the program that has it',
      cause,
    });
  }
}
