import { OmnicrmError } from '../errors.ts';
import type { Database } from '../store/schema.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { newSecret, secretDigest } from './secret-digest.ts';
import { secondsFromNow } from './seconds-from-now.ts';
import { endSession } from './session.ts';
import { now } from './things/thing.ts';

export interface Refreshed {
  readonly sessionId: string;
  readonly userId: number;
  readonly refreshToken: string;
  readonly lifetimeSeconds: number;
}

/** A new refresh token of a session; only its digest is kept. */
export async function issueRefreshToken(db: Database, sessionId: string): Promise<string> {
  const token = newSecret();
  const row = { token_hash: secretDigest(token), session_id: sessionId, created: now() };
  await db.insertInto('refresh_token').values(row).execute();
  return token;
}

/**
 * Exchanges a refresh token for the next one; the session lives on from now. A token that was exchanged before has two
 * holders: its whole session ends. Throws E_UNAUTHENTICATED for that, and for a token that is unknown, expired or ended.
 */
export async function exchangeRefreshToken(db: Database, token: string): Promise<Refreshed> {
  // The end of a session must be kept although the exchange is refused: no throw inside the transaction.
  const result = await withTransaction(db, tx => tryExchange(tx, token));
  if (typeof result === 'object') return result;
  throw new OmnicrmError('E_UNAUTHENTICATED', `the refresh token is no longer valid: ${result}`, {
    hint: 'log in again',
  });
}

/** The session a refresh token belongs to, whatever became of it; undefined for a token that is unknown. */
export async function sessionOfRefreshToken(db: Database, token: string): Promise<string | undefined> {
  return (await findToken(db, token))?.session_id;
}

async function tryExchange(db: Database, token: string): Promise<Refreshed | string> {
  const found = await findToken(db, token);
  if (found === undefined || found.ended !== null || found.expires <= now()) return 'its session has ended';
  if (found.used !== null) {
    await endSession(db, found.session_id, 'reuse');
    return 'it was used before, so its session was ended';
  }
  await db.updateTable('refresh_token').set({ used: now() }).where('token_hash', '=', secretDigest(token)).execute();
  return prolong(db, found);
}

async function prolong(db: Database, found: FoundToken): Promise<Refreshed> {
  const { session_id: sessionId, user_id: userId, lifetime_seconds: lifetimeSeconds } = found;
  const changes = { last_used: now(), expires: secondsFromNow(lifetimeSeconds) };
  await db.updateTable('session').set(changes).where('session_id', '=', sessionId).execute();
  return { sessionId, userId, lifetimeSeconds, refreshToken: await issueRefreshToken(db, sessionId) };
}

interface FoundToken {
  readonly session_id: string;
  readonly user_id: number;
  readonly lifetime_seconds: number;
  readonly used: string | null;
  readonly ended: string | null;
  readonly expires: string;
}

function findToken(db: Database, token: string): Promise<FoundToken | undefined> {
  return db
    .selectFrom('refresh_token')
    .innerJoin('session', 'session.session_id', 'refresh_token.session_id')
    .select(['session.session_id', 'session.user_id', 'session.lifetime_seconds', 'session.ended', 'session.expires'])
    .select('refresh_token.used')
    .where('refresh_token.token_hash', '=', secretDigest(token))
    .executeTakeFirst();
}
