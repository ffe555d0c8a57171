import { countAttempt, forgiveAttempt } from '../../crm/login-attempt.ts';
import { takeSecondFactor } from '../../crm/second-factor.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';

/** Wrong codes that are free within a quarter of an hour: of a million there are, three are right at a time. */
const FREE_CODES = 5;

/** Takes a code of the second factor, good once. Throws E_UNAUTHENTICATED for a wrong one, E_TOO_MANY after some. */
export async function refuseWrongCode(
  db: Database,
  userId: number,
  code: string,
  take: typeof takeSecondFactor = takeSecondFactor,
): Promise<void> {
  const subject = `second factor ${userId}`;
  await countAttempt(db, [{ subject, most: FREE_CODES }]);
  if (!(await take(db, userId, code))) throw new OmnicrmError('E_UNAUTHENTICATED', 'the code is wrong or was used');
  await forgiveAttempt(db, subject, '');
}
