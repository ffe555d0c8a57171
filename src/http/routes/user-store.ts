import { HashedPassword, hashChosenPassword } from '../../crm/password.ts';
import { permissionsOfRoles } from '../../crm/role.ts';
import type { Input } from '../../crm/types.ts';
import { createUser, deleteUser, getUser, listUsers, updateUser } from '../../crm/user.ts';
import type { Database } from '../../store/schema.ts';
import type { Access } from '../access/access.ts';
import { refuseBeyondOwn } from '../access/refuse-beyond-own.ts';
import type { ThingStore } from './thing-store.ts';

/** Users as the API changes them: nobody gives what he does not hold, nor touches who holds more. */
export const userStore: ThingStore = {
  prepare: async input => {
    const { password } = input;
    return typeof password === 'string'
      ? { ...input, password: new HashedPassword(await hashChosenPassword(password)) }
      : input;
  },
  create: async (db, input, { access }) => {
    await refuseRolesBeyondOwn(db, access, input);
    return createUser(db, input);
  },
  get: getUser,
  update: async (db, id, changes, { access }) => {
    refuseBeyondOwn(access, (await getUser(db, id)).permissions);
    await refuseRolesBeyondOwn(db, access, changes);
    return updateUser(db, id, changes);
  },
  remove: async (db, id, { access }) => {
    refuseBeyondOwn(access, (await getUser(db, id)).permissions);
    return deleteUser(db, id);
  },
  list: listUsers,
};

async function refuseRolesBeyondOwn(db: Database, access: Access, { roles }: Input): Promise<void> {
  if (Array.isArray(roles)) refuseBeyondOwn(access, await permissionsOfRoles(db, roles.map(String)));
}
