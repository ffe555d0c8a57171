import { findApiKey, noteUse, scopeOf } from '../../crm/api-key.ts';
import type { Principal } from '../../crm/activity.ts';
import { permissionsOfRoles } from '../../crm/role.ts';
import { matchesDigest } from '../../crm/secret-digest.ts';
import { idOfFirstAdmin } from '../../crm/user.ts';
import { OmnicrmError } from '../../errors.ts';
import type { Database } from '../../store/schema.ts';
import type { Access } from './access.ts';
import { createGrantedAccess } from './granted-access.ts';
import { refuseOutOfScope, type KeyUse } from './key-scope.ts';
import type { PlainKey } from './plain-keys.ts';

/**
 * What the bearer of an API key may do: what its roles and permissions allow, where its scope lets it. Throws
 * E_UNAUTHENTICATED for a key that is unknown, disabled or expired, E_NOT_ALLOWED for a use out of its scope.
 */
export async function keyAccess(
  db: Database,
  plainKeys: readonly PlainKey[],
  key: string,
  use: KeyUse,
): Promise<Access> {
  const row = await findApiKey(db, key);
  if (row === undefined) return plainKeyAccess(db, plainKeys, key);
  const scope = scopeOf(row);
  await refuseOutOfScope(scope, row.key_name, use);
  await noteUse(db, row);
  const granted = [...(await permissionsOfRoles(db, scope.roles)), ...scope.permissions];
  return accessOfProgram(db, { kind: 'api_key', id: row.api_key_id, name: row.key_name }, granted);
}

/** A key of the configuration. Each is compared, in constant time, though one may have matched already. */
async function plainKeyAccess(db: Database, plainKeys: readonly PlainKey[], key: string): Promise<Access> {
  const [found] = plainKeys.filter(({ digest }) => matchesDigest(key, digest));
  if (found === undefined) throw new OmnicrmError('E_UNAUTHENTICATED', 'the API key is not valid');
  const granted = await permissionsOfRoles(db, found.roles);
  return accessOfProgram(db, { kind: 'api_key', id: null, name: found.name }, granted);
}

/** Programs act in the name of the first administrator; logs name the program. */
export async function accessOfProgram(
  db: Database,
  principal: Principal,
  permissions: readonly string[],
): Promise<Access> {
  const userId = await idOfFirstAdmin(db);
  return createGrantedAccess({ principal, userId, customerId: undefined, permissions });
}
