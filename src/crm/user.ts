import { OmnicrmError } from '../errors.ts';
import type { Database } from '../store/schema.ts';
import { sealerOf } from '../store/sealer.ts';
import { withTransaction } from '../store/with-transaction.ts';
import { ownerField } from './fields/reference-fields.ts';
import { firstAdminId, keepAnAdmin } from './keep-an-admin.ts';
import { HashedPassword, hashChosenPassword } from './password.ts';
import { giveRoles, permissionsOf, rolesOf } from './role.ts';
import { endSessionsOfUser } from './session.ts';
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

/**
 * Changes the given fields; a new password, and being disabled, end the user's sessions. Throws E_NOT_FOUND, E_INPUT,
 * E_CONFLICT (also for a change that leaves no administrator).
 */
export async function updateUser(db: Database, id: unknown, changes: Input): Promise<User> {
  const { password, roles, ...fields } = lowerEmail(changes);
  const password_hash = await readPassword(password);
  return withTransaction(db, tx =>
    keepAnAdmin(tx, async () => {
      const user = await updateThing(tx, userThing, id, fields);
      if (roles !== undefined) await giveRoles(tx, user.user_id, roles);
      if (password !== undefined) await setPasswordHash(tx, user.user_id, password_hash);
      if (!user.enabled) await endSessionsOfUser(tx, user.user_id, 'disabled');
      return complete(tx, user);
    }),
  );
}

/** Sets a user's password and ends the sessions. Throws E_INPUT. */
export async function changePassword(db: Database, userId: number, password: unknown): Promise<void> {
  const hash = await hashChosenPassword(password);
  await withTransaction(db, tx => setPasswordHash(tx, userId, hash));
}

/** The enabled user with this address, and the hash of the password; undefined when there is none. */
export async function findLogin(
  db: Database,
  email: string,
): Promise<{ user_id: number; password_hash: string | null } | undefined> {
  const query = db.selectFrom('crm_user').select(['user_id', 'password_hash']).where('enabled', '=', 1);
  return query.where('email', '=', email.toLowerCase()).executeTakeFirst();
}

/** The hash of a user's password, null when none is set. */
export async function passwordHashOf(db: Database, userId: number): Promise<string | null> {
  const query = db.selectFrom('crm_user').select('password_hash').where('user_id', '=', userId);
  return (await query.executeTakeFirst())?.password_hash ?? null;
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

/** Removes a user and gives it back as it was. Throws E_NOT_FOUND, and E_CONFLICT for the last administrator. */
export async function deleteUser(db: Database, id: unknown): Promise<User> {
  return withTransaction(db, tx =>
    keepAnAdmin(tx, async () => {
      const user = await getUser(tx, id);
      await deleteThing(tx, userThing, id);
      return user;
    }),
  );
}

/** The enabled user with the lowest id who may do everything: in whose name the system itself acts. Throws E_NOT_FOUND. */
export async function firstAdmin(db: Database): Promise<User> {
  return getUser(db, await idOfFirstAdmin(db));
}

/** Its id. Throws E_NOT_FOUND as `firstAdmin` does. */
export async function idOfFirstAdmin(db: Database): Promise<number> {
  const userId = await firstAdminId(db);
  if (userId !== undefined) return userId;
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

/** Sets the hash of a user's password (`hashChosenPassword`) and ends the sessions but one. */
export async function setPasswordHash(
  db: Database,
  userId: number,
  password_hash: string | null,
  exceptSession?: string,
): Promise<void> {
  await db.updateTable('crm_user').set({ password_hash }).where('user_id', '=', userId).execute();
  await endSessionsOfUser(db, userId, 'password', exceptSession);
}

async function complete(db: Database, user: Bare): Promise<User> {
  return { ...user, roles: await rolesOf(db, user.user_id), permissions: await permissionsOf(db, user.user_id) };
}

function lowerEmail(input: Input): Input {
  const { email } = input;
  return typeof email === 'string' ? { ...input, email: email.toLowerCase() } : input;
}

/** Null stands for no password: nobody logs in as that user. */
async function readPassword(password: unknown): Promise<string | null> {
  if (password instanceof HashedPassword) return password.hash;
  return password === undefined || password === null ? null : hashChosenPassword(password);
}
