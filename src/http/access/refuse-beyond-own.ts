import { coversPermission } from '../../crm/permission.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Access } from './access.ts';

/**
 * Refuses (E_NOT_ALLOWED) what reaches beyond the caller's own permissions: to give them to somebody, and to touch somebody
 * who has them, whose password or roles would be a way to them.
 */
export function refuseBeyondOwn({ permissions, principal }: Access, wanted: readonly string[]): void {
  const beyond = wanted.find(permission => !coversPermission(permissions, permission));
  if (beyond === undefined) return;
  throw new OmnicrmError(
    'E_NOT_ALLOWED',
    `${principal.name} does not hold ${beyond}, and can neither give nor touch it`,
  );
}
