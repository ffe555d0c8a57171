import { OmnicrmError } from '../../errors.ts';
import { findBearer } from '../../crm/bearer.ts';
import { statusOfProvision } from '../../crm/provision-record.ts';
import type { Database } from '../../store/schema.ts';
import type { TokenClaims } from '../tokens.ts';
import type { Access } from './access.ts';
import { createGrantedAccess } from './granted-access.ts';
import { createRunAccess } from './run-access.ts';

/**
 * What the bearer of a token may do. Throws E_UNAUTHENTICATED for a user who is gone or disabled, for a session and for a
 * run that has ended.
 */
export async function accessOf(db: Database, { userId, sessionId, run }: TokenClaims): Promise<Access> {
  if (run === undefined) return userAccess(db, userId, sessionId);
  const status = await statusOfProvision(db, run.provisionId);
  if (status === undefined) throw noLonger(`there is no run ${run.provisionId}`);
  if (status !== 1) throw noLonger(`run ${run.provisionId} has ended`);
  return createRunAccess(run);
}

async function userAccess(db: Database, userId: number, sessionId: string | undefined): Promise<Access> {
  const bearer = await findBearer(db, userId, sessionId);
  if (bearer === undefined) throw noLonger(`there is no user ${userId}`);
  if (!bearer.enabled) throw noLonger(`user ${userId} is disabled`);
  if (sessionId !== undefined && !bearer.hasSession) throw noLonger('its session has ended');
  const { email, customer_id, permissions } = bearer;
  const principal = { kind: 'user', id: userId, name: email } as const;
  return createGrantedAccess({ principal, userId, customerId: customer_id ?? undefined, permissions, sessionId });
}

function noLonger(reason: string): OmnicrmError {
  return new OmnicrmError('E_UNAUTHENTICATED', `the token is no longer valid: ${reason}`);
}
