import { OmnicrmError } from '../errors.ts';
import { runQuery } from '../store/run-query.ts';
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

const FIRST_ADMIN = `select crm_user.user_id from crm_user
  join user_role using (user_id) join role_permission using (role_id)
  where permission = 'admin' and enabled = 1 and customer_id is null order by crm_user.user_id limit 1`;

/** The enabled member of staff with the lowest id who holds `admin`. */
export async function firstAdminId(db: Database): Promise<number | undefined> {
  return (await runQuery<{ user_id: number }>(db, { sql: FIRST_ADMIN, parameters: [] })).rows[0]?.user_id;
}
