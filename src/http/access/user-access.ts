import { OmnicrmError } from '../../errors.ts';
import { hasPermission, type PermissionObject, type PermissionVerb } from '../../crm/permission.ts';
import type { User } from '../../crm/types.ts';
import type { Access, Row } from './access.ts';

/** A user's access: permission by verb and object; `view_own` reaches the rows of the user's customer only. */
export function createUserAccess(user: User): Access {
  return {
    userId: user.user_id,
    provisionId: undefined,
    mayList: object => listLimit(user, object),
    mayRead: async (_db, object, row) => refuseUnless(mayView(user, object, row), user, 'view', object),
    mayCreate: async (_db, object) => refuseUnless(may(user, 'create', object), user, 'create', object),
    mayChange: async (_db, { object, verb }) => refuseUnless(may(user, verb, object), user, verb, object),
    seesSecrets: async () => hasPermission(user.permissions, 'view_inventory_secret'),
  };
}

function may(user: User, verb: PermissionVerb, object: PermissionObject): boolean {
  return hasPermission(user.permissions, `${verb}_${object}`);
}

function mayView(user: User, object: PermissionObject, row: Row): boolean {
  if (may(user, 'view', object)) return true;
  return may(user, 'view_own', object) && user.customer_id !== null && row['customer_id'] === user.customer_id;
}

function listLimit(user: User, object: PermissionObject): number | undefined {
  if (may(user, 'view', object)) return undefined;
  const own = may(user, 'view_own', object) ? user.customer_id : null;
  refuseUnless(own !== null, user, 'view', object);
  return own ?? undefined;
}

function refuseUnless(allowed: boolean, user: User, verb: PermissionVerb, object: PermissionObject): void {
  if (allowed) return;
  throw new OmnicrmError('E_NOT_ALLOWED', `user ${user.user_id} may not ${verb} this ${object.replaceAll('_', ' ')}`, {
    hint: `the permission ${verb}_${object} is wanted`,
  });
}
