import { recordActivity } from '../../crm/activity.ts';
import { hashChosenPassword } from '../../crm/password.ts';
import { sessionOfRefreshToken } from '../../crm/refresh-token.ts';
import { endSession, listSessions } from '../../crm/session.ts';
import { getUser, setPasswordHash } from '../../crm/user.ts';
import { OmnicrmError } from '../../errors.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import { confirmPassword } from '../auth/confirm-password.ts';
import { logIn, logInByChallenge } from '../auth/log-in.ts';
import { goOnWithSession } from '../auth/open-session.ts';
import { askForReset, resetPassword } from '../auth/reset-password.ts';
import { userOf } from '../auth/user-of.ts';
import type { Route, RouteRequest } from '../route.ts';
import { bodyWith, codeText, done, loginReply, passwordText, secretText, tokensReply } from './auth-schemas.ts';

/** Logging in, going on, logging out. */
export const authRoutes: readonly Route[] = [
  {
    method: 'POST',
    url: '/crm/auth/login',
    summary: 'Log in: tokens, or a challenge when a second factor is asked for',
    ways: [],
    schema: {
      body: bodyWith(
        { email: { type: 'string', maxLength: 200 }, password: passwordText },
        { code: codeText, remember: { type: 'boolean' } },
      ),
      response: { 200: loginReply },
    },
    run: ({ db, desk, body }) =>
      logIn(db, desk, {
        email: String(body['email']),
        password: String(body['password']),
        code: typeof body['code'] === 'string' ? body['code'] : undefined,
        remember: body['remember'] === true,
      }),
  },
  {
    method: 'POST',
    url: '/crm/auth/second_factor',
    summary: 'End a login with a code of the second factor, or a backup code',
    ways: [],
    schema: { body: bodyWith({ challenge: secretText, code: codeText }), response: { 200: loginReply } },
    run: ({ db, desk, body }) => logInByChallenge(db, desk, String(body['challenge']), String(body['code'])),
  },
  {
    method: 'POST',
    url: '/crm/auth/refresh',
    summary: 'Exchange the refresh token, of the cookie or the body, for the next tokens',
    ways: [],
    schema: { body: bodyWith({}, { refresh_token: secretText }), response: { 200: tokensReply } },
    run: request => goOnWithSession(request.db, request.desk, refreshToken(request)),
  },
  {
    method: 'POST',
    url: '/crm/auth/logout',
    summary: 'End the session of a refresh token, of the cookie or the body',
    ways: [],
    schema: { body: bodyWith({}, { refresh_token: secretText }), response: { 200: done } },
    run: async request => {
      const sessionId = await sessionOfRefreshToken(request.db, refreshToken(request));
      if (sessionId !== undefined) await endSession(request.db, sessionId, 'logout');
      request.desk.clearRefreshCookie();
      return { message: 'logged out' };
    },
  },
  {
    method: 'GET',
    url: '/crm/auth/me',
    summary: 'Who asks, and what he may do',
    withoutSecondFactor: true,
    schema: {},
    run: async ({ db, access }) => {
      const { principal, permissions, customerId: customer_id = null } = access;
      const user = principal.kind === 'user' ? await getUser(db, access.userId) : null;
      return { principal, permissions, customer_id, user };
    },
  },
  {
    method: 'GET',
    url: '/crm/auth/session/',
    summary: 'The sessions of the user who asks',
    ways: ['bearer'],
    withoutSecondFactor: true,
    schema: {},
    run: async ({ db, access }) => {
      const sessions = await listSessions(db, userOf(access));
      return { data: sessions.map(session => ({ ...session, current: session.session_id === access.sessionId })) };
    },
  },
  {
    method: 'DELETE',
    url: '/crm/auth/session/session_id/:session_id',
    summary: 'End a session of the user who asks',
    ways: ['bearer'],
    withoutSecondFactor: true,
    schema: {
      params: {
        type: 'object',
        properties: { session_id: { type: 'string', pattern: '^[0-9a-f-]{36}$' } },
        required: ['session_id'],
      },
      response: { 200: done },
    },
    run: endOwnSession,
  },
  {
    method: 'POST',
    url: '/crm/auth/change_password',
    summary: 'Change the own password; the other sessions end',
    ways: ['bearer'],
    withoutSecondFactor: true,
    schema: { body: bodyWith({ password: passwordText, new_password: passwordText }), response: { 200: done } },
    run: changeOwnPassword,
  },
  {
    method: 'POST',
    url: '/crm/auth/password_reset',
    summary: 'Mail a way to a new password to a user who forgot it',
    ways: [],
    schema: { body: bodyWith({ email: { type: 'string', maxLength: 200 } }), response: { 200: done } },
    run: ({ db, desk, body }) => askForReset(db, desk, String(body['email'])),
  },
  {
    method: 'POST',
    url: '/crm/auth/password_reset/confirm',
    summary: 'Choose a new password by the mailed token; all sessions end',
    ways: [],
    schema: { body: bodyWith({ token: secretText, new_password: passwordText }), response: { 200: done } },
    run: ({ db, desk, body }) => resetPassword(db, desk, String(body['token']), body['new_password']),
  },
];

function refreshToken({ body, desk }: RouteRequest): string {
  const token = body['refresh_token'] ?? desk.refreshCookie;
  if (typeof token === 'string') return token;
  throw new OmnicrmError('E_UNAUTHENTICATED', 'a refresh token is wanted', {
    hint: 'send the cookie of the login, or the member refresh_token',
  });
}

async function endOwnSession({ db, access, params }: RouteRequest): Promise<object> {
  const sessions = await listSessions(db, userOf(access));
  const session = sessions.find(({ session_id }) => session_id === params['session_id']);
  if (session === undefined) throw new OmnicrmError('E_NOT_FOUND', 'there is no such session of yours');
  await endSession(db, session.session_id, 'logout');
  return { message: 'the session has ended' };
}

async function changeOwnPassword({ db, access, actor, body }: RouteRequest): Promise<object> {
  const userId = userOf(access);
  await confirmPassword(db, userId, String(body['password']));
  const hash = await hashChosenPassword(body['new_password']);
  await withTransaction(db, async tx => {
    await setPasswordHash(tx, userId, hash, access.sessionId);
    const customerId = access.customerId ?? null;
    await recordActivity(tx, actor, { action: 'change password', entity: 'user', entityId: userId, customerId });
  });
  return { message: 'the password was changed; other sessions have ended' };
}
