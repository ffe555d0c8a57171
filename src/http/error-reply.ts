import type { FastifyReply } from 'fastify';
import { OmnicrmError, type ErrorCode } from '../errors.ts';

/** The HTTP status of each code; what is not here is 500. */
const statusOf: Partial<Readonly<Record<ErrorCode, number>>> = {
  E_USAGE: 400,
  E_INPUT: 400,
  E_TEMPLATE: 400,
  E_PLAY_SYNTAX: 400,
  E_PLAY_MISSING: 400,
  E_PLAY_NO_RESCUE: 409,
  E_UNAUTHENTICATED: 401,
  E_DECLINED: 402,
  E_NOT_ALLOWED: 403,
  E_NOT_FOUND: 404,
  E_CONFLICT: 409,
  E_STOCK: 409,
  E_TOO_MANY: 429,
  E_BUSY: 503,
  E_BACKEND_DOWN: 503,
  E_TIMEOUT: 504,
};

/** Answers with `{message, code, hint?, details?}` and the status of the code; never with a stack. */
export function replyWithError(error: unknown, reply: FastifyReply, report?: (error: unknown) => void): void {
  const known = error instanceof OmnicrmError ? error : requestError(error);
  const status = known === undefined ? 500 : (statusOf[known.code] ?? 500);
  if (status === 500) report?.(error);
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  void reply.code(status).send(known === undefined || status === 500 ? internal : bodyOf(known));
}

const internal = { message: 'internal error', code: 'E_INTERNAL' };

function bodyOf({ message, code, hint, details }: OmnicrmError): Readonly<Record<string, unknown>> {
  return { message, code, ...(hint === undefined ? {} : { hint }), ...(details === undefined ? {} : { details }) };
}

/** Fastify's own refusals (body not JSON, too large, schema) carry a status below 500. */
function requestError(error: unknown): OmnicrmError | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const { statusCode } = error;
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode >= 500) return undefined;
  return new OmnicrmError('E_INPUT', error.message);
}
