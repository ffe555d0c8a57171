import type { FastifyReply } from 'fastify';
import { OmnicrmError, type ErrorCode } from '../errors.ts';
import { apiHint } from './api-hint.ts';

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
  E_DATABASE: 503,
  E_TIMEOUT: 504,
};

/** Answers with `{message, code, hint?, details?}` and the status of the code; never with a stack. */
export function replyWithError(error: unknown, reply: FastifyReply, report?: (error: unknown) => void): void {
  const refusal = error instanceof OmnicrmError ? refusalOf(error) : requestRefusal(error);
  if (refusal === undefined) {
    report?.(error);
    void reply.code(500).send({ message: 'internal error', code: 'E_INTERNAL' });
    return;
  }
  const { status, body } = refusal;
  if (body.code === 'E_DATABASE') report?.(error);
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  if (status === 429) void reply.header('retry-after', String(Object(body.details)['retry_after']));
  void reply.code(status).send(body);
}

interface Refusal {
  readonly status: number;
  readonly body: {
    readonly message: string;
    readonly code: ErrorCode;
    readonly hint?: string;
    readonly details?: object;
  };
}

function refusalOf(error: OmnicrmError): Refusal | undefined {
  const { message, code, details } = error;
  const status = statusOf[code];
  if (status === undefined) return undefined;
  const hint = apiHint(error.hint);
  const more = { ...(hint === undefined ? {} : { hint }), ...(details === undefined ? {} : { details }) };
  // Where the database stands is nobody's business there.
  return { status, body: { message: code === 'E_DATABASE' ? message.replace(/: .*$/s, '') : message, code, ...more } };
}

/** Statuses of the framework that say more than 400: too large, no JSON, headers too large. */
const keptStatuses: readonly number[] = [413, 415, 431];

/** Fastify's own refusals (body not JSON, too large, schema) carry a status below 500. */
function requestRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const { statusCode, message } = error;
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode >= 500) return undefined;
  return { status: keptStatuses.includes(statusCode) ? statusCode : 400, body: { message, code: 'E_INPUT' } };
}
