import { countAttempt, forgiveAttempt } from '../../crm/login-attempt.ts';
import { verifyPassword } from '../../crm/password.ts';
import { passwordHashOf } from '../../crm/user.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';

const FREE_GUESSES = 10;

/** Asks a user who is logged in for the password again. Throws E_NOT_ALLOWED for a wrong one, E_TOO_MANY after some. */
export async function confirmPassword(db: Database, userId: number, password: string): Promise<void> {
  const subject = `password ${userId}`;
  await countAttempt(db, [{ subject, most: FREE_GUESSES }]);
  if (!(await verifyPassword(password, await passwordHashOf(db, userId)))) {
    throw new OmnicrmError('E_NOT_ALLOWED', 'the password is wrong');
  }
  await forgiveAttempt(db, subject, '');
}
