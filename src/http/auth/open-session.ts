import { recordActivity, type Deed } from '../../crm/activity.ts';
import { exchangeRefreshToken, issueRefreshToken } from '../../crm/refresh-token.ts';
import { lacksSecondFactor } from '../../crm/second-factor.ts';
import { startSession } from '../../crm/session.ts';
import { getUser } from '../../crm/user.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import type { LoginDesk } from './login-desk.ts';

/** Begins a session: the tokens, and what the user may do. Throws E_UNAUTHENTICATED for one who was disabled just now. */
export async function openSession(db: Database, desk: LoginDesk, userId: number, remember: boolean): Promise<object> {
  const lifetimeSeconds = desk.lifetimeSeconds(remember);
  const { user, sessionId, refreshToken } = await withTransaction(db, async tx => {
    const found = await getUser(tx, userId);
    if (!found.enabled) throw new OmnicrmError('E_UNAUTHENTICATED', 'the user is disabled');
    const { address, userAgent } = desk;
    const id = await startSession(tx, { userId, address, userAgent, lifetimeSeconds });
    const actor = { principal: { kind: 'user', id: userId, name: found.email }, userId, address } as const;
    const deed: Deed = { action: 'login', entity: 'session', entityId: id, customerId: found.customer_id };
    await recordActivity(tx, actor, deed);
    return { user: found, sessionId: id, refreshToken: await issueRefreshToken(tx, id) };
  });
  desk.setRefreshCookie(refreshToken, lifetimeSeconds);
  const { user_id, user_name, email, customer_id, roles, permissions } = user;
  const tokens = await tokensOf(desk, userId, sessionId, refreshToken);
  const isLacking = await lacksSecondFactor(db, userId, desk.secondFactorRoles);
  const lacking = isLacking ? { second_factor_setup_required: true } : {};
  return { ...tokens, user_id, user_name, email, customer_id, roles, permissions, ...lacking };
}

/** Goes on with a session: the next access token and the next refresh token. Throws E_UNAUTHENTICATED. */
export async function goOnWithSession(db: Database, desk: LoginDesk, token: string): Promise<object> {
  const { userId, sessionId, refreshToken, lifetimeSeconds } = await exchangeRefreshToken(db, token);
  desk.setRefreshCookie(refreshToken, lifetimeSeconds);
  return tokensOf(desk, userId, sessionId, refreshToken);
}

async function tokensOf(
  { tokens }: LoginDesk,
  userId: number,
  sessionId: string,
  refresh_token: string,
): Promise<object> {
  const token = await tokens.issueToken({ userId, sessionId });
  return { token, access_token: token, token_type: 'Bearer', expires_in: tokens.lifetimeSeconds, refresh_token };
}
