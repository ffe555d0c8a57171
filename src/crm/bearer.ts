import { compileOnce } from '../store/compile-once.ts';
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

interface Asked {
  readonly user_id: number;
  readonly session_id: string;
  readonly now: string;
}

interface Found {
  readonly email: string;
  readonly enabled: number;
  readonly customer_id: number | null;
  readonly session_id: string | null;
  readonly permission: string | null;
}

const find = compileOnce<Asked>(['user_id', 'session_id', 'now'], (db, asked) =>
  db
    .selectFrom('crm_user')
    .leftJoin('user_role', 'user_role.user_id', 'crm_user.user_id')
    .leftJoin('role_permission', 'role_permission.role_id', 'user_role.role_id')
    .leftJoin('session', join =>
      join
        .onRef('session.user_id', '=', 'crm_user.user_id')
        .on('session.session_id', '=', asked.session_id)
        .on('session.ended', 'is', null)
        .on('session.expires', '>', asked.now),
    )
    .select(['crm_user.email', 'crm_user.enabled', 'crm_user.customer_id', 'session.session_id'])
    .select('role_permission.permission')
    .where('crm_user.user_id', '=', asked.user_id),
);

/** The bearer, undefined for a user who is gone; in one query, for it is asked with every request. */
export async function findBearer(
  db: Database,
  userId: number,
  sessionId: string | undefined,
): Promise<Bearer | undefined> {
  const found = await find(db, { user_id: userId, session_id: sessionId ?? '', now: now() });
  const rows = found.rows as readonly Found[];
  const [user] = rows;
  if (user === undefined) return undefined;
  const { email, enabled, customer_id, session_id } = user;
  const permissions = [...new Set(rows.map(row => row.permission).filter(name => name !== null))].toSorted();
  return { email, enabled: enabled === 1, customer_id, permissions, hasSession: session_id !== null };
}
