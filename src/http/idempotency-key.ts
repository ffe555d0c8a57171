import { OmnicrmError } from '../errors.ts';

/** The caller's `Idempotency-Key`. Throws E_INPUT. */
export function idempotencyKey(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined || (typeof header === 'string' && /^[\x21-\x7e]{1,200}$/.test(header))) return header;
  throw new OmnicrmError('E_INPUT', 'Idempotency-Key: 1 to 200 printable characters are wanted');
}
