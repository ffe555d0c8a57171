import type { LabReply, LabRequest } from '../simulator.ts';
import { PayError } from './errors.ts';
import type { PayState } from './state.ts';

/**
 * The stored reply to a POST whose Idempotency-Key was seen before. Throws 400 when the key came with another request,
 * 409 while the first one is still being worked on.
 */
export function rememberedReply(state: PayState, request: LabRequest): LabReply | undefined {
  const found = state.remembered[keyOf(request) ?? ''];
  if (!found) return undefined;
  if (found.request !== fingerprint(request)) {
    const message = 'Keys for idempotent requests can only be used with the same parameters they were first used with.';
    throw new PayError(400, 'idempotency_error', message);
  }
  if (Date.now() < found.busyUntil) {
    const message = 'There is currently another in-progress request using this idempotent key.';
    throw new PayError(409, 'idempotency_error', message, { code: 'idempotency_key_in_use' });
  }
  const headers = { 'content-type': 'application/json', 'idempotent-replayed': 'true' };
  return { status: found.status, headers, body: found.body };
}

/** Keeps a reply for its key. What was refused before any work began (400, 404) may be sent again, mended. */
export function remember(state: PayState, request: LabRequest, reply: LabReply): void {
  const key = keyOf(request);
  if (key === undefined || reply.status === 400 || reply.status === 404) return;
  const { status, body, delayMs = 0 } = reply;
  state.remembered[key] = {
    request: fingerprint(request),
    status,
    body,
    busyUntil: delayMs > 0 ? Date.now() + delayMs : 0,
  };
}

function keyOf(request: LabRequest): string | undefined {
  return request.method === 'POST' ? request.headers['idempotency-key'] : undefined;
}

function fingerprint(request: LabRequest): string {
  return `${request.method} ${request.path} ${request.body}`;
}
