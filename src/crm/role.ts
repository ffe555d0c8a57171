import { OmnicrmError, didYouMean } from '../errors.ts';
import type { Database } from '../store/schema.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { defaultRoles, permissions } from './permission.ts';
import type { Input } from './types.ts';

/** A named set of permissions. */
export interface Role {
  readonly role_id: number;
  readonly role_name: string;
  readonly description: string | null;
  readonly permissions: readonly string[];
}

/** Makes a role. Throws E_INPUT for an unknown permission, E_CONFLICT for a name that is taken. */
export async function createRole(db: Database, input: Input): Promise<Role> {
  const { role_name, description } = input;
  if (typeof role_name !== 'string' || role_name.trim() === '') {
    throw new OmnicrmError('E_INPUT', 'role: role_name: is required');
  }
  const granted = readPermissions(input['permissions'] ?? []);
  return withTransaction(db, async tx => {
    if ((await roleId(tx, role_name)) !== undefined) {
      throw new OmnicrmError('E_CONFLICT', `another role has the same role_name: ${role_name}`);
    }
    const row = { role_name, description: typeof description === 'string' ? description : null };
    const { role_id } = await tx.insertInto('role').values(row).returning('role_id').executeTakeFirstOrThrow();
    for (const permission of granted) await tx.insertInto('role_permission').values({ role_id, permission }).execute();
    return { role_id, ...row, permissions: granted };
  });
}

/** Makes the roles every installation begins with, where they are missing. */
export function createDefaultRoles(db: Database): Promise<void> {
  return withTransaction(db, async tx => {
    for (const role of defaultRoles) {
      if ((await roleId(tx, role.role_name)) === undefined) await createRole(tx, { ...role });
    }
  });
}

/** All roles with their permissions. */
export async function listRoles(db: Database): Promise<Role[]> {
  const roles = await db.selectFrom('role').selectAll().orderBy('role_id').execute();
  const granted = await db.selectFrom('role_permission').selectAll().orderBy('permission').execute();
  return roles.map(role => ({
    ...role,
    permissions: granted.filter(grant => grant.role_id === role.role_id).map(grant => grant.permission),
  }));
}

/** Gives a user exactly these roles, by name. Throws E_INPUT for one that does not exist. */
export async function giveRoles(db: Database, userId: number, roles: unknown): Promise<void> {
  if (!Array.isArray(roles)) throw new OmnicrmError('E_INPUT', 'user: roles: a list of role names is wanted');
  await db.deleteFrom('user_role').where('user_id', '=', userId).execute();
  for (const name of new Set(roles.map(String))) {
    const role_id = await roleId(db, name);
    if (role_id === undefined) throw new OmnicrmError('E_INPUT', `user: roles: there is no role ${name}`);
    await db.insertInto('user_role').values({ user_id: userId, role_id }).execute();
  }
}

/** The names of a user's roles. */
export async function rolesOf(db: Database, userId: number): Promise<string[]> {
  const query = db
    .selectFrom('user_role')
    .innerJoin('role', 'role.role_id', 'user_role.role_id')
    .select('role.role_name')
    .where('user_role.user_id', '=', userId)
    .orderBy('role.role_name');
  return (await query.execute()).map(row => row.role_name);
}

/** What a user may do: the union of the roles' permissions. */
export async function permissionsOf(db: Database, userId: number): Promise<string[]> {
  const query = db
    .selectFrom('user_role')
    .innerJoin('role_permission', 'role_permission.role_id', 'user_role.role_id')
    .select('role_permission.permission')
    .distinct()
    .where('user_role.user_id', '=', userId)
    .orderBy('role_permission.permission');
  return (await query.execute()).map(row => row.permission);
}

async function roleId(db: Database, name: string): Promise<number | undefined> {
  const query = db.selectFrom('role').select('role_id').where('role_name', '=', name);
  return (await query.executeTakeFirst())?.role_id;
}

function readPermissions(value: unknown): string[] {
  if (!Array.isArray(value)) throw new OmnicrmError('E_INPUT', 'role: permissions: a list is wanted');
  return value.map(String).map(name => {
    if (permissions.some(permission => permission === name)) return name;
    const near = didYouMean(name, permissions);
    const hint = near === undefined ? undefined : `did you mean ${near}?`;
    throw new OmnicrmError('E_INPUT', `role: permissions: ${name} is unknown`, { hint });
  });
}
