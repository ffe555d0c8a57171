import { hasPermission } from '../../crm/permission.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Access } from './access.ts';

/** What an order asks for that the caller's rights decide. */
export interface OrderWish {
  readonly customerId: number;
  /** The play, where the body names one instead of leaving it to the product. */
  readonly play?: string | undefined;
}

/**
 * Refuses (E_NOT_ALLOWED) an order the caller may not place: staff and programs need create_provision, a customer's login
 * view_own_provision and only for the own account; only staff chooses a play; a run places none.
 */
export function refuseOrder(access: Access, { customerId, play }: OrderWish): void {
  if (access.provisionId !== undefined) throw refusal(access, 'place an order');
  const isStaff = access.customerId === undefined;
  if (!isStaff && access.customerId !== customerId) throw refusal(access, 'order for another customer');
  const wanted = isStaff ? ['create_provision' as const] : (['create_provision', 'view_own_provision'] as const);
  if (!wanted.some(permission => hasPermission(access.permissions, permission))) {
    throw refusal(access, 'place an order', `the permission ${wanted.join(' or ')} is wanted`);
  }
  if (play !== undefined && (!isStaff || access.principal.kind === 'address')) throw refusal(access, 'choose a play');
}

function refusal({ principal }: Access, what: string, hint?: string): OmnicrmError {
  return new OmnicrmError('E_NOT_ALLOWED', `${principal.name} may not ${what}`, { hint });
}
