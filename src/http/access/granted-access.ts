import type { Principal } from '../../crm/activity.ts';
import { hasPermission, type PermissionObject, type PermissionVerb } from '../../crm/permission.ts';
import type { Input } from '../../crm/types.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';
import type { Access, Change } from './access.ts';
import { refuseForeignReferences } from './foreign-references.ts';
import { columnsHidden, refuseStaffColumns } from './staff-columns.ts';

/** Somebody who holds permissions: a user, a key, an address. */
export interface Holder {
  readonly principal: Principal;
  readonly userId: number;
  /** Set for a customer's login: whatever its permissions, it never reaches beyond this account. */
  readonly customerId: number | undefined;
  readonly permissions: readonly string[];
  readonly sessionId?: string | undefined;
}

/** The access of a holder: permission by verb and object, and for a customer's login only the own account. */
export function createGrantedAccess(holder: Holder): Access {
  const { principal, userId, customerId, permissions, sessionId } = holder;
  return {
    principal,
    userId,
    provisionId: undefined,
    customerId,
    permissions,
    sessionId,
    mayTry: (verb, object) => mayTry(holder, verb, object),
    mayList: object => {
      mayTry(holder, 'view', object);
      return ofNobody.includes(object) ? undefined : customerId;
    },
    mayRead: async (_db, object, row) => {
      mayTry(holder, 'view', object);
      if (!ofNobody.includes(object)) refuseForeign(holder, 'view', object, row['customer_id']);
    },
    mayCreate: (db, object, body) => mayCreate(db, holder, object, body),
    mayChange: (db, change) => mayChange(db, holder, change),
    hidden: object => (customerId === undefined ? [] : columnsHidden(object)),
    seesSecrets: async () => hasPermission(permissions, 'view_inventory_secret'),
  };
}

/** Things that belong to no customer: a customer's login may only look at them. */
const ofNobody: readonly PermissionObject[] = ['product', 'tariff', 'inventory_template', 'role'];

function mayTry(holder: Holder, verb: PermissionVerb, object: PermissionObject): void {
  const { permissions, customerId } = holder;
  if (hasPermission(permissions, `${verb}_${object}`)) return;
  const own = verb === 'view' && customerId !== undefined && !ofNobody.includes(object);
  if (!own || !hasPermission(permissions, `view_own_${object}`)) throw refusal(holder, verb, object);
}

async function mayCreate(db: Database, holder: Holder, object: PermissionObject, body: Input): Promise<void> {
  mayTry(holder, 'create', object);
  if (holder.customerId === undefined) return;
  if (object === 'customer') throw refusal(holder, 'create', object);
  refuseForeign(holder, 'create', object, idOf(body['customer_id']));
  refuseStaffColumns(object, body);
  await refuseForeignReferences(db, holder.customerId, body);
}

async function mayChange(db: Database, holder: Holder, { verb, object, row, changes }: Change): Promise<void> {
  mayTry(holder, verb, object);
  if (holder.customerId === undefined) return;
  refuseForeign(holder, verb, object, row['customer_id']);
  if ('customer_id' in changes) refuseForeign(holder, verb, object, idOf(changes['customer_id']));
  refuseStaffColumns(object, changes);
  await refuseForeignReferences(db, holder.customerId, changes);
}

/** Refuses a customer's login what is not of its account. */
function refuseForeign(holder: Holder, verb: PermissionVerb, object: PermissionObject, customerId: unknown): void {
  if (holder.customerId === undefined || holder.customerId === customerId) return;
  throw refusal(holder, verb, object);
}

function idOf(value: unknown): unknown {
  return value === null || value === undefined ? value : Number(value);
}

function refusal({ principal }: Holder, verb: PermissionVerb, object: PermissionObject): OmnicrmError {
  const who = `${principal.kind.replaceAll('_', ' ')} ${principal.name}`;
  return new OmnicrmError('E_NOT_ALLOWED', `${who} may not ${verb} this ${object.replaceAll('_', ' ')}`, {
    hint: `the permission ${verb}_${object} is wanted`,
  });
}
