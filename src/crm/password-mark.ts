import type { Database } from '../store/schema.ts';
import { secretDigest } from './secret-digest.ts';

/**
 * Changes with a user's password and address: what was signed with it before is worth nothing afterwards. Undefined for one
 * who is gone or disabled.
 */
export async function passwordMark(db: Database, userId: number): Promise<string | undefined> {
  const query = db.selectFrom('crm_user').select(['email', 'password_hash']).where('enabled', '=', 1);
  const user = await query.where('user_id', '=', userId).executeTakeFirst();
  return user && secretDigest(JSON.stringify([user.email, user.password_hash]));
}
