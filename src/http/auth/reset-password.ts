import { recordActivity } from '../../crm/activity.ts';
import { countAttempt, forgiveAttempt } from '../../crm/login-attempt.ts';
import { callerNetwork } from '../../crm/network-address.ts';
import { passwordMark } from '../../crm/password-mark.ts';
import { hashChosenPassword } from '../../crm/password.ts';
import { findLogin, getUser, setPasswordHash } from '../../crm/user.ts';
import { OmnicrmError } from '../../errors.ts';
import { sendMail } from '../../provisioning/notify/send-mail.ts';
import type { Database } from '../../store/schema.ts';
import { withTransaction } from '../../store/with-transaction.ts';
import type { LoginDesk } from './login-desk.ts';
import { readTicket } from './read-ticket.ts';
import { type PasswordReset, resetLetter } from './reset-letter.ts';

/** Mails that are free within a quarter of an hour. */
const FREE_PER_ACCOUNT = 3;
const FREE_PER_ADDRESS = 20;
const MAIL_MS = 20_000;

/**
 * Mails a user who forgot the password a way to a new one. Who asks hears the same, as quickly, whether there is such a user or
 * not. Throws E_TOO_MANY, and E_BACKEND_DOWN where no page for it is configured.
 */
export async function askForReset(db: Database, desk: LoginDesk, email: string): Promise<object> {
  const { reset } = desk;
  if (reset === undefined) {
    throw new OmnicrmError('E_BACKEND_DOWN', 'passwords are not reset by mail here', {
      hint: 'set auth.password_reset_url',
    });
  }
  await countAttempt(db, [
    { subject: `reset ${email.toLowerCase()}`, most: FREE_PER_ACCOUNT },
    { subject: `reset from ${await callerNetwork(desk.address)}`, most: FREE_PER_ADDRESS },
  ]);
  desk.afterwards(() => mailTicket(db, desk, reset, email));
  return { message: 'a user with this address gets a mail' };
}

/** To the address we know: what was typed may only look like it. */
async function mailTicket(db: Database, desk: LoginDesk, reset: PasswordReset, typed: string): Promise<void> {
  const userId = (await findLogin(db, typed))?.user_id;
  if (userId === undefined) return;
  const mark = (await passwordMark(db, userId)) ?? '';
  const token = await desk.tokens.issueTicket('passwordReset', { userId, mark });
  const { email } = await getUser(db, userId);
  await sendMail(reset, resetLetter(reset, email, token), AbortSignal.timeout(MAIL_MS));
}

/**
 * Sets the password of who shows the mailed token; all sessions end, the second factor stays. Throws E_UNAUTHENTICATED, also for
 * a token whose password was set already, and E_INPUT for a password that is none.
 */
export async function resetPassword(db: Database, desk: LoginDesk, token: string, password: unknown): Promise<object> {
  const { userId } = await readTicket(db, desk.tokens, 'passwordReset', token);
  const hash = await hashChosenPassword(password);
  const email = await withTransaction(db, async tx => {
    // Of two who show it at once one is late.
    await readTicket(tx, desk.tokens, 'passwordReset', token);
    const { email: name, customer_id: customerId } = await getUser(tx, userId);
    await setPasswordHash(tx, userId, hash);
    const actor = { principal: { kind: 'user', id: userId, name }, userId, address: desk.address } as const;
    await recordActivity(tx, actor, { action: 'reset password', entity: 'user', entityId: userId, customerId });
    return name;
  });
  await forgiveAttempt(db, `account ${email}`, '');
  desk.clearRefreshCookie();
  return { message: 'the password was changed; all sessions have ended' };
}
