import { OmnicrmError, didYouMean } from '../errors.ts';
import { runQuery } from '../store/run-query.ts';
import type { Database } from '../store/schema.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { keepAnAdmin } from './keep-an-admin.ts';
import { defaultRoles, permissions } from './permission.ts';
import { createThing, deleteThing, getThing, updateThing } from './things/crud.ts';
import { listThings } from './things/list-things.ts';
import type { Thing } from './things/thing.ts';
import type { Input, ListQuery, Page } from './types.ts';

/** A named set of permissions. */
export interface Role {
  readonly role_id: number;
  readonly role_name: string;
  readonly description: string | null;
  readonly permissions: readonly string[];
}

type Bare = Omit<Role, 'permissions'>;

/** What a role has; `permissions` is taken beside these. */
export const roleThing: Thing<Bare> = {
  label: 'role',
  table: 'role',
  key: 'role_id',
  moments: [],
  search: ['role_name', 'description'],
  fields: {
    role_name: { kind: 'text', required: true, maximum: 100 },
    description: { kind: 'text', nullable: true, maximum: 500 },
  },
};

/** Makes a role. Throws E_INPUT for an unknown permission, E_CONFLICT for a name that is taken. */
export async function createRole(db: Database, input: Input): Promise<Role> {
  const { permissions: given = [], ...fields } = input;
  const granted = readPermissions(given);
  return withTransaction(db, async tx => {
    const role = await createThing(tx, roleThing, fields);
    await grantPermissions(tx, role.role_id, granted);
    return complete(tx, role);
  });
}

/** Changes the given fields. Throws E_NOT_FOUND, E_INPUT, E_CONFLICT (also for a change that leaves no administrator). */
export async function updateRole(db: Database, id: unknown, changes: Input): Promise<Role> {
  const { permissions: given, ...fields } = changes;
  const granted = given === undefined ? undefined : readPermissions(given);
  return withTransaction(db, tx =>
    keepAnAdmin(tx, async () => {
      const role = await updateThing(tx, roleThing, id, fields);
      if (granted !== undefined) await grantPermissions(tx, role.role_id, granted);
      return complete(tx, role);
    }),
  );
}

/** Throws E_NOT_FOUND. */
export async function getRole(db: Database, id: unknown): Promise<Role> {
  return complete(db, await getThing(db, roleThing, id));
}

/** A page of roles. Throws E_INPUT for an unknown column. */
export async function listRolePage(db: Database, query: ListQuery = {}): Promise<Page<Role>> {
  const { data, pagination } = await listThings(db, roleThing, query);
  return { data: await Promise.all(data.map(role => complete(db, role))), pagination };
}

/** Removes a role, from its users too. Throws E_NOT_FOUND, and E_CONFLICT when that leaves no administrator. */
export async function deleteRole(db: Database, id: unknown): Promise<Role> {
  return withTransaction(db, tx =>
    keepAnAdmin(tx, async () => {
      const role = await getRole(tx, id);
      await deleteThing(tx, roleThing, id);
      return role;
    }),
  );
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
  return Promise.all((await bareRoles(db)).map(role => complete(db, role)));
}

const ROLES = 'select role_id, role_name, description from role order by role_id';

async function bareRoles(db: Database): Promise<readonly Bare[]> {
  return (await runQuery<Bare>(db, { sql: ROLES, parameters: [] })).rows;
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

const ROLES_OF = `select role_name as name from user_role join role using (role_id) where user_id = ? order by name`;

/** The names of a user's roles. */
export function rolesOf(db: Database, userId: number): Promise<string[]> {
  return namesOf(db, ROLES_OF, userId);
}

const PERMISSIONS_OF = `select distinct permission as name from user_role join role_permission using (role_id)
  where user_id = ? order by name`;

/** What a user may do: the union of the roles' permissions. */
export function permissionsOf(db: Database, userId: number): Promise<string[]> {
  return namesOf(db, PERMISSIONS_OF, userId);
}

async function namesOf(db: Database, sql: string, id: number): Promise<string[]> {
  return (await runQuery<{ name: string }>(db, { sql, parameters: [id] })).rows.map(({ name }) => name);
}

const GRANTED_TO = `select json_group_array(permission) as granted from (
  select distinct permission from role_permission where role_id in (select value from json_each(?)) order by permission
)`;

/** What roles of these names allow together, names without regard to case; a name that no role has allows nothing. */
export async function permissionsOfRoles(db: Database, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const wanted = names.map(name => name.toLowerCase());
  const roles = (await bareRoles(db)).filter(role => wanted.includes(role.role_name.toLowerCase()));
  const ids = JSON.stringify(roles.map(role => role.role_id));
  const { rows } = await runQuery<{ granted: string }>(db, { sql: GRANTED_TO, parameters: [ids] });
  return JSON.parse(rows[0]?.granted ?? '[]') as readonly string[];
}

/** Throws E_INPUT for the first name that no role has. */
export async function refuseUnknownRoles(db: Database, names: readonly string[]): Promise<void> {
  const known = (await bareRoles(db)).map(role => role.role_name);
  const unknown = names.find(name => !known.some(role => role.toLowerCase() === name.toLowerCase()));
  if (unknown === undefined) return;
  const near = didYouMean(unknown, known);
  const hint = near === undefined ? undefined : `did you mean ${near}?`;
  throw new OmnicrmError('E_INPUT', `there is no role ${unknown}`, { hint });
}

/** A list of permissions that exist. Throws E_INPUT. */
export function readPermissions(value: unknown): string[] {
  if (!Array.isArray(value)) throw new OmnicrmError('E_INPUT', 'role: permissions: a list is wanted');
  return [...new Set(value.map(String))].map(name => {
    if (permissions.some(permission => permission === name)) return name;
    const near = didYouMean(name, permissions);
    const hint = near === undefined ? undefined : `did you mean ${near}?`;
    throw new OmnicrmError('E_INPUT', `role: permissions: ${name} is unknown`, { hint });
  });
}

const GRANTED = 'select permission as name from role_permission where role_id = ? order by name';

async function complete(db: Database, role: Bare): Promise<Role> {
  return { ...role, permissions: await namesOf(db, GRANTED, role.role_id) };
}

async function grantPermissions(db: Database, role_id: number, granted: readonly string[]): Promise<void> {
  await db.deleteFrom('role_permission').where('role_id', '=', role_id).execute();
  for (const permission of granted) await db.insertInto('role_permission').values({ role_id, permission }).execute();
}

async function roleId(db: Database, name: string): Promise<number | undefined> {
  const query = db.selectFrom('role').select('role_id').where('role_name', '=', name);
  return (await query.executeTakeFirst())?.role_id;
}
