import { OmnicrmError } from '../../errors.ts';
import type { Access } from '../access/access.ts';

/** The user who asks, a person with a token. Throws E_NOT_ALLOWED for keys and runs: they have no password. */
export function userOf({ principal, userId }: Access): number {
  if (principal.kind === 'user') return userId;
  throw new OmnicrmError('E_NOT_ALLOWED', 'this is for a user who has logged in');
}
