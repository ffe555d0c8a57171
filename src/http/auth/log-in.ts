import { recordActivity, type Deed, type Principal } from '../../crm/activity.ts';
import { countAttempt, forgiveAttempt } from '../../crm/login-attempt.ts';
import { callerNetwork } from '../../crm/network-address.ts';
import { passwordMark } from '../../crm/password-mark.ts';
import { verifyPassword } from '../../crm/password.ts';
import { hasSecondFactor } from '../../crm/second-factor.ts';
import { findLogin } from '../../crm/user.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import type { LoginDesk } from './login-desk.ts';
import { openSession } from './open-session.ts';
import { readTicket } from './read-ticket.ts';
import { refuseWrongCode } from './refuse-wrong-code.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** A code of the second factor, when the caller asks for all at once. */
  readonly code?: string | undefined;
  readonly remember: boolean;
}

/** Failures that are free within a quarter of an hour. */
const FREE_PER_ACCOUNT = 10;
const FREE_PER_ADDRESS = 30;

/**
 * Logs a user in: gives the tokens, or a challenge when a second factor is asked for. An unknown user, a disabled one and a
 * wrong password are refused in the same words and the same time (E_UNAUTHENTICATED); E_TOO_MANY after too many failures.
 */
export async function logIn(db: Database, desk: LoginDesk, credentials: Credentials): Promise<object> {
  const account = `account ${credentials.email.toLowerCase()}`;
  const address = `address ${await callerNetwork(desk.address)}`;
  await countAttempt(db, [
    { subject: account, most: FREE_PER_ACCOUNT },
    { subject: address, most: FREE_PER_ADDRESS },
  ]);
  const user = await findLogin(db, credentials.email);
  const isRight = await verifyPassword(credentials.password, user?.password_hash ?? null);
  if (user === undefined || !isRight) throw await refused(db, desk, credentials.email);
  await forgiveAttempt(db, account, address);
  return afterPassword(db, desk, user.user_id, credentials);
}

/** Ends a login that stopped at the second factor. Throws E_UNAUTHENTICATED, E_TOO_MANY. */
export async function logInByChallenge(
  db: Database,
  desk: LoginDesk,
  challenge: string,
  code: string,
): Promise<object> {
  const { userId, remember } = await readTicket(db, desk.tokens, 'secondFactor', challenge);
  await refuseWrongCode(db, userId, code);
  return openSession(db, desk, userId, remember === true);
}

async function afterPassword(
  db: Database,
  desk: LoginDesk,
  userId: number,
  { code, remember }: Credentials,
): Promise<object> {
  if (await hasSecondFactor(db, userId)) {
    if (code === undefined) return challengeFor(db, desk, userId, remember);
    await refuseWrongCode(db, userId, code);
  }
  return openSession(db, desk, userId, remember);
}

async function challengeFor(db: Database, desk: LoginDesk, userId: number, remember: boolean): Promise<object> {
  const mark = (await passwordMark(db, userId)) ?? '';
  const challenge = await desk.tokens.issueTicket('secondFactor', { userId, mark, remember });
  return { second_factor_required: true, challenge, message: 'a code of the second factor is wanted' };
}

/** The log keeps the failure; what was typed for an address may be a password, so only its beginning. */
async function refused(db: Database, { address }: LoginDesk, email: string): Promise<OmnicrmError> {
  const principal: Principal = { kind: 'address', id: null, name: address };
  const deed: Deed = {
    action: 'login refused',
    entity: 'session',
    entityId: null,
    after: JSON.stringify({ email: email.slice(0, 3) }),
  };
  await withTransaction(db, tx => recordActivity(tx, { principal, userId: null, address }, deed));
  return new OmnicrmError('E_UNAUTHENTICATED', 'the address or the password is wrong');
}
