import { runQuery } from '../store/run-query.ts';
import type { Database } from '../store/schema.ts';
import { now } from './things/thing.ts';

/** What the bearer of a user's token may do at this moment. */
export interface Bearer {
  readonly email: string;
  readonly enabled: boolean;
  readonly customer_id: number | null;
  readonly permissions: readonly string[];
  /** Whether the session of the token goes on; false without one. */
  readonly hasSession: boolean;
}

type Found = Omit<Bearer, 'enabled' | 'permissions' | 'hasSession'> & {
  readonly enabled: number;
  /** JSON text of a list. */
  readonly permissions: string;
  readonly has_session: number;
};

const FIND = `select email, enabled, customer_id,
  (select json_group_array(permission) from (
    select distinct permission from user_role join role_permission using (role_id)
    where user_role.user_id = crm_user.user_id order by permission
  )) as permissions,
  exists (
    select 1 from session where session.session_id = ? and session.user_id = crm_user.user_id and ended is null and expires > ?
  ) as has_session
from crm_user where user_id = ?`;

/** The bearer, undefined for a user who is gone; in one query, for it is asked with every request. */
export async function findBearer(
  db: Database,
  userId: number,
  sessionId: string | undefined,
): Promise<Bearer | undefined> {
  const [found] = (await runQuery<Found>(db, { sql: FIND, parameters: [sessionId ?? '', now(), userId] })).rows;
  if (found === undefined) return undefined;
  const { email, enabled, customer_id, permissions, has_session } = found;
  const granted = JSON.parse(permissions) as readonly string[];
  return { email, enabled: enabled === 1, customer_id, permissions: granted, hasSession: has_session === 1 };
}
