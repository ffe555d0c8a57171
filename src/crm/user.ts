import { OmnicrmError } from '../errors.ts';
import type { Database } from '../store/schema.ts';
import { sealerOf } from '../store/sealer.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { ownerField } from './fields/reference-fields.ts';
import { hashPassword } from './password.ts';
import { giveRoles, permissionsOf, rolesOf } from './role.ts';
import { createThing, deleteThing, getColumns, getThing, updateThing } from './things/crud.ts';
import { listThings } from './things/list-things.ts';
import type { Columns, Thing } from './things/thing.ts';
import type { Input, ListQuery, Page, User } from './types.ts';

/** What a user has; `password` and `roles` are taken beside these. */
export const userThing: Thing<Bare> = {
  label: 'user',
  table: 'crm_user',
  key: 'user_id',
  search: ['email', 'user_name'],
  fields: {
    email: {
      kind: 'text',
      required: true,
      maximum: 200,
      pattern: { regexp: /^[^@\s]+@[^@\s]+$/, says: 'a mail address' },
    },
    user_name: { kind: 'text', required: true, maximum: 200 },
    enabled: { kind: 'flag', default: true },
    customer_id: ownerField,
  },
};

type Bare = Omit<User, 'roles' | 'permissions'>;

/** Makes a user; `roles` is a list of role names, `password` may be left out. Throws E_INPUT, E_CONFLICT. */
export async function createUser(db: Database, input: Input): Promise<User> {
  const { password, roles, ...fields } = lowerEmail(input);
  const extra: Columns = { password_hash: await readPassword(password) };
  return withTransaction(db, async tx => {
    const user = await createThing(tx, userThing, fields, extra);
    if (roles !== undefined) await giveRoles(tx, user.user_id, roles);
    return complete(tx, user);
  });
}

/** Changes the given fields. Throws E_NOT_FOUND, E_INPUT, E_CONFLICT. */
export async function updateUser(db: Database, id: unknown, changes: Input): Promise<User> {
  const { password, roles, ...fields } = lowerEmail(changes);
  const password_hash = await readPassword(password);
  return withTransaction(db, async tx => {
    const user = await updateThing(tx, userThing, id, fields);
    if (roles !== undefined) await giveRoles(tx, user.user_id, roles);
    if (password !== undefined) {
      await tx.updateTable('crm_user').set({ password_hash }).where('user_id', '=', user.user_id).execute();
    }
    return complete(tx, user);
  });
}

/** Throws E_NOT_FOUND. */
export async function getUser(db: Database, id: unknown): Promise<User> {
  return complete(db, await getThing(db, userThing, id));
}

/** A page of users. Throws E_INPUT for an unknown column. */
export async function listUsers(db: Database, query: ListQuery = {}): Promise<Page<User>> {
  const { data, pagination } = await listThings(db, userThing, query);
  return { data: await Promise.all(data.map(user => complete(db, user))), pagination };
}

/** Removes a user and gives it back as it was. Throws E_NOT_FOUND. */
export async function deleteUser(db: Database, id: unknown): Promise<User> {
  const user = await getUser(db, id);
  await deleteThing(db, userThing, id);
  return user;
}

/** The enabled user with the lowest id who may do everything: in whose name the system itself acts. Throws E_NOT_FOUND. */
export async function firstAdmin(db: Database): Promise<User> {
  const query = db
    .selectFrom('crm_user')
    .innerJoin('user_role', 'user_role.user_id', 'crm_user.user_id')
    .innerJoin('role_permission', 'role_permission.role_id', 'user_role.role_id')
    .select('crm_user.user_id')
    .where('role_permission.permission', '=', 'admin')
    .where('crm_user.enabled', '=', 1)
    .orderBy('crm_user.user_id');
  const row = await query.limit(1).executeTakeFirst();
  if (row !== undefined) return getUser(db, row.user_id);
  throw new OmnicrmError('E_NOT_FOUND', 'there is no enabled admin user', { hint: 'make one, or run: omnicrm init' });
}

/** Keeps the key of a user's second factor, sealed; null turns it off. Throws E_NOT_FOUND. */
export function keepTotpSecret(db: Database, id: unknown, secret: string | null): Promise<void> {
  return withTransaction(db, async tx => {
    const { user_id } = await getThing(tx, userThing, id);
    const totp_secret = secret === null ? null : sealerOf(tx).seal(secret);
    await tx.updateTable('crm_user').set({ totp_secret }).where('user_id', '=', user_id).execute();
  });
}

/** The key of a user's second factor, null when it is off. Throws E_NOT_FOUND, E_SEAL. */
export async function totpSecret(db: Database, id: unknown): Promise<string | null> {
  const { totp_secret } = await getColumns(db, userThing, id);
  return typeof totp_secret === 'string' ? sealerOf(db).open(totp_secret) : null;
}

async function complete(db: Database, user: Bare): Promise<User> {
  return { ...user, roles: await rolesOf(db, user.user_id), permissions: await permissionsOf(db, user.user_id) };
}

function lowerEmail(input: Input): Input {
  const { email } = input;
  return typeof email === 'string' ? { ...input, email: email.toLowerCase() } : input;
}

async function readPassword(password: unknown): Promise<string | null> {
  if (password === undefined || password === null) return null;
  if (typeof password === 'string' && password.length >= 8) return hashPassword(password);
  throw new OmnicrmError('E_INPUT', 'user: password: at least 8 characters are wanted');
}
