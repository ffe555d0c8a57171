import { recordActivity } from '../../crm/activity.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  demandsSecondFactor,
  endSecondFactor,
  hasSecondFactor,
  makeBackupCodes,
} from '../../crm/second-factor.ts';
import { endSessionsOfUser } from '../../crm/session.ts';
import { getUser } from '../../crm/user.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import { refuseBeyondOwn } from '../access/refuse-beyond-own.ts';
import { confirmPassword } from '../auth/confirm-password.ts';
import { refuseWrongCode } from '../auth/refuse-wrong-code.ts';
import { userOf } from '../auth/user-of.ts';
import type { Route, RouteRequest } from '../route.ts';
import { idParams } from '../schemas.ts';
import { bodyWith, codeText, done, passwordText } from './auth-schemas.ts';

const params = idParams('user_id');

/** The second factor of a user: on, shown to work, new backup codes, off. */
export const secondFactorRoutes: readonly Route[] = [
  {
    method: 'POST',
    url: '/crm/2fa/enable/user/:user_id',
    summary: 'Make the own second factor: secret, QR text and backup codes, shown once; asked for after verify',
    ways: ['bearer'],
    withoutSecondFactor: true,
    schema: { params, body: bodyWith({ password: passwordText }) },
    run: async request => {
      const user = await confirmedSelf(request);
      if (await hasSecondFactor(request.db, user.user_id)) {
        throw new OmnicrmError('E_CONFLICT', 'the second factor is on', { hint: 'turn it off first' });
      }
      return beginSecondFactor(request.db, user);
    },
  },
  {
    method: 'POST',
    url: '/crm/2fa/verify/user/:user_id',
    summary: 'Show a code of the new second factor: from now on logins ask for one',
    ways: ['bearer'],
    withoutSecondFactor: true,
    schema: { params, body: bodyWith({ code: codeText }), response: { 200: done } },
    run: async request => {
      const userId = ownId(request);
      await refuseWrongCode(request.db, userId, String(request.body['code']), confirmSecondFactor);
      await note(request.db, request, userId, 'second factor on');
      return { message: 'the second factor is on' };
    },
  },
  {
    method: 'POST',
    url: '/crm/2fa/backup_codes/user/:user_id',
    summary: 'New backup codes in the place of the old ones, shown once',
    ways: ['bearer'],
    schema: { params, body: bodyWith({ password: passwordText }) },
    run: async request => {
      const { user_id } = await confirmedSelf(request);
      if (!(await hasSecondFactor(request.db, user_id)))
        throw new OmnicrmError('E_CONFLICT', 'the second factor is off');
      return { backup_codes: await makeBackupCodes(request.db, user_id) };
    },
  },
  {
    method: 'POST',
    url: '/crm/2fa/disable/user/:user_id',
    summary: 'Turn the second factor off: the own with the password, that of another user with update_user',
    ways: ['bearer'],
    schema: { params, body: bodyWith({}, { password: passwordText }), response: { 200: done } },
    run: disable,
  },
];

async function disable(request: RouteRequest): Promise<object> {
  const { db, access } = request;
  const userId = Number(request.params['user_id']);
  if (access.principal.kind === 'user' && access.userId === userId) await refuseUnlessOptional(request);
  else await refuseOthersFactor(request, userId);
  await withTransaction(db, async tx => {
    await endSecondFactor(tx, userId);
    await endSessionsOfUser(tx, userId, 'second factor', access.sessionId);
    await note(tx, request, userId, 'second factor off');
  });
  return { message: 'the second factor is off' };
}

/** One's own, with the password, where no role demands it. */
async function refuseUnlessOptional(request: RouteRequest): Promise<void> {
  const { user_id } = await confirmedSelf(request);
  if (!(await demandsSecondFactor(request.db, user_id, request.desk.secondFactorRoles))) return;
  throw new OmnicrmError('E_NOT_ALLOWED', 'your role demands a second factor');
}

async function refuseOthersFactor({ db, access }: RouteRequest, userId: number): Promise<void> {
  access.mayTry('update', 'user');
  const user = await getUser(db, userId);
  await access.mayChange(db, { object: 'user', verb: 'update', row: { ...user }, changes: {} });
  refuseBeyondOwn(access, user.permissions);
}

/** The user who asks, about himself, and knows the password. */
async function confirmedSelf(request: RouteRequest): Promise<{ user_id: number; email: string }> {
  const userId = ownId(request);
  const { password } = request.body;
  await confirmPassword(request.db, userId, typeof password === 'string' ? password : '');
  return getUser(request.db, userId);
}

function ownId({ access, params: { user_id } }: RouteRequest): number {
  const userId = userOf(access);
  if (userId === Number(user_id)) return userId;
  throw new OmnicrmError('E_NOT_ALLOWED', 'only the user himself may do this');
}

async function note(db: Database, { actor, access }: RouteRequest, userId: number, action: string): Promise<void> {
  const customerId = access.customerId ?? null;
  await recordActivity(db, actor, { action, entity: 'user', entityId: userId, customerId });
}
