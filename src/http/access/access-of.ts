import { OmnicrmError } from '../../errors.ts';
import { getProvision } from '../../crm/provision-record.ts';
import { getUser } from '../../crm/user.ts';
import type { Database } from '../../store/schema.ts';
import type { TokenClaims } from '../tokens.ts';
import type { Access } from './access.ts';
import { createRunAccess } from './run-access.ts';
import { createUserAccess } from './user-access.ts';

/** What the bearer of a token may do. Throws E_UNAUTHENTICATED for a user who is gone or disabled and for a run that has ended. */
export async function accessOf(db: Database, { userId, run }: TokenClaims): Promise<Access> {
  if (run === undefined) return userAccess(db, userId);
  const provision = await known(getProvision(db, run.provisionId));
  if (provision.provisioning_status !== 1) throw noLonger(`run ${run.provisionId} has ended`);
  return createRunAccess(run);
}

async function userAccess(db: Database, userId: number): Promise<Access> {
  const user = await known(getUser(db, userId));
  if (!user.enabled) throw noLonger(`user ${userId} is disabled`);
  return createUserAccess(user);
}

async function known<T>(row: Promise<T>): Promise<T> {
  try {
    return await row;
  } catch (error) {
    if (error instanceof OmnicrmError && error.code === 'E_NOT_FOUND') throw noLonger(error.message);
    throw error;
  }
}

function noLonger(reason: string): OmnicrmError {
  return new OmnicrmError('E_UNAUTHENTICATED', `the token is no longer valid: ${reason}`);
}
