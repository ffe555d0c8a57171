import { randomUUID } from 'node:crypto';
import type { Database } from '../store/schema.ts';
import { secondsFromNow } from './seconds-from-now.ts';
import { now } from './things/thing.ts';

/** A login that lives on by its refresh tokens. */
export interface Session {
  readonly session_id: string;
  readonly user_id: number;
  readonly address: string | null;
  readonly user_agent: string | null;
  readonly created: string;
  readonly last_used: string;
  readonly expires: string;
}

export interface NewSession {
  readonly userId: number;
  readonly address: string | null;
  readonly userAgent: string | null;
  /** How long it lives after its last refresh. */
  readonly lifetimeSeconds: number;
}

export type EndReason = 'logout' | 'password' | 'disabled' | 'second factor' | 'reuse';

/** Begins a session and gives its id. What has expired is forgotten on the way. */
export async function startSession(db: Database, session: NewSession): Promise<string> {
  await db.deleteFrom('session').where('expires', '<', now()).execute();
  const row = {
    session_id: randomUUID(),
    user_id: session.userId,
    address: session.address,
    user_agent: session.userAgent?.slice(0, 200) ?? null,
    created: now(),
    last_used: now(),
    lifetime_seconds: session.lifetimeSeconds,
    expires: secondsFromNow(session.lifetimeSeconds),
  };
  await db.insertInto('session').values(row).execute();
  return row.session_id;
}

/** A user's sessions that go on, the latest first. */
export function listSessions(db: Database, userId: number): Promise<Session[]> {
  const query = db
    .selectFrom('session')
    .select(['session_id', 'user_id', 'address', 'user_agent', 'created', 'last_used', 'expires'])
    .where('user_id', '=', userId)
    .where('ended', 'is', null)
    .where('expires', '>', now());
  return query.orderBy('created', 'desc').execute();
}

/** Ends a session, if it still goes on: its refresh tokens and its access tokens are worth nothing from now on. */
export async function endSession(db: Database, sessionId: string, why: EndReason): Promise<void> {
  const update = db.updateTable('session').set({ ended: now(), ended_why: why });
  await update.where('session_id', '=', sessionId).where('ended', 'is', null).execute();
}

/** Ends all sessions of a user but one. */
export async function endSessionsOfUser(db: Database, userId: number, why: EndReason, except?: string): Promise<void> {
  let update = db.updateTable('session').set({ ended: now(), ended_why: why }).where('user_id', '=', userId);
  if (except !== undefined) update = update.where('session_id', '!=', except);
  await update.where('ended', 'is', null).execute();
}
