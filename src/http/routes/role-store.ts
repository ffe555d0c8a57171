import { createRole, deleteRole, getRole, listRolePage, updateRole } from '../../crm/role.ts';
import type { Input } from '../../crm/types.ts';
import type { Access } from '../access/access.ts';
import { refuseBeyondOwn } from '../access/refuse-beyond-own.ts';
import type { ThingStore } from './thing-store.ts';

/** Roles as the API changes them: nobody makes a role of what he does not hold, nor changes one that holds more. */
export const roleStore: ThingStore = {
  create: async (db, input, { access }) => {
    refusePermissionsBeyondOwn(access, input);
    return createRole(db, input);
  },
  get: getRole,
  update: async (db, id, changes, { access }) => {
    refuseBeyondOwn(access, (await getRole(db, id)).permissions);
    refusePermissionsBeyondOwn(access, changes);
    return updateRole(db, id, changes);
  },
  remove: async (db, id, { access }) => {
    refuseBeyondOwn(access, (await getRole(db, id)).permissions);
    return deleteRole(db, id);
  },
  list: listRolePage,
};

function refusePermissionsBeyondOwn(access: Access, { permissions }: Input): void {
  if (Array.isArray(permissions)) refuseBeyondOwn(access, permissions.map(String));
}
