import type { Backend, Repeat, SentCall } from './backend.ts';

/** Done twice is done once, where the kind of backend does not know better (RFC 9110 §9.2.2). */
const idempotentMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/**
 * What a resumed run may do with a call that was started and whose answer nobody kept: send it again, send it again with
 * the Idempotency-Key it had, or count it as failed. `backend` is undefined for an origin that no configuration names.
 */
export function repeatable(backend: Backend | undefined, call: SentCall): Repeat {
  const repeat = backend?.kind.repeat?.(call) ?? (idempotentMethods.has(call.method) ? 'repeat' : undefined);
  if (repeat === 'repeat' || repeat === 'fail') return repeat;
  return backend?.honoursIdempotencyKey === true ? 'with-key' : 'fail';
}
