import { OmnicrmError } from '../errors.ts';
import { compileOnce } from '../store/compile-once.ts';
import type { Database } from '../store/schema.ts';

/**
 * Does something to users or roles, inside a transaction; throws E_CONFLICT, so that nothing of it stays, when it would
 * leave nobody who may do everything.
 */
export async function keepAnAdmin<T>(tx: Database, change: () => Promise<T>): Promise<T> {
  const before = await firstAdminId(tx);
  const result = await change();
  if (before === undefined || (await firstAdminId(tx)) !== undefined) return result;
  throw new OmnicrmError('E_CONFLICT', 'the last administrator cannot be removed, disabled or made less', {
    hint: 'make another user an administrator first',
  });
}

/** The enabled member of staff with the lowest id who holds `admin`. */
export async function firstAdminId(db: Database): Promise<number | undefined> {
  const [admin] = (await findAdmin(db, {})).rows as { readonly user_id: number }[];
  return admin?.user_id;
}

const findAdmin = compileOnce<object>([], db =>
  db
    .selectFrom('crm_user')
    .innerJoin('user_role', 'user_role.user_id', 'crm_user.user_id')
    .innerJoin('role_permission', 'role_permission.role_id', 'user_role.role_id')
    .select('crm_user.user_id')
    .where('role_permission.permission', '=', 'admin')
    .where('crm_user.enabled', '=', 1)
    .where('crm_user.customer_id', 'is', null)
    .orderBy('crm_user.user_id')
    .limit(1),
);
