import * as devices from '../../crm/phone/devices.ts';
import * as extensions from '../../crm/phone/extensions.ts';
import * as lines from '../../crm/phone/lines.ts';
import { serverUuid } from '../../crm/phone/server-uuid.ts';
import * as users from '../../crm/phone/users.ts';
import { associationRoutes } from './association-routes.ts';
import { collectionRoutes } from './collection-routes.ts';
import { at, type ConfdRoute, numberOf } from './route.ts';
import { listUsersAsAsked } from './user-list.ts';

export type { ConfdReply, ConfdRoute } from './route.ts';

const text = (id: string): string => id;

/** Everything below `/1.1`. */
export const routes: readonly ConfdRoute[] = [
  ...userRoutes(),
  ...collectionRoutes({
    rel: 'lines_sip',
    idOf: numberOf,
    list: lines.listSipLines,
    get: lines.getSipLine,
    create: lines.createSipLine,
    update: lines.updateSipLine,
    remove: lines.deleteSipLine,
  }),
  ...collectionRoutes({ rel: 'lines', idOf: numberOf, list: lines.listLines, get: lines.getLine }),
  ...collectionRoutes({
    rel: 'extensions',
    idOf: numberOf,
    list: extensions.listExtensions,
    get: extensions.getExtension,
    create: extensions.createExtension,
    update: extensions.updateExtension,
    remove: extensions.deleteExtension,
  }),
  ...collectionRoutes({
    rel: 'devices',
    idOf: text,
    list: devices.listDevices,
    get: devices.getDevice,
    create: devices.createDevice,
    update: devices.updateDevice,
    remove: devices.deleteDevice,
  }),
  ...associationRoutes,
  at('/infos', {
    GET: async ({ db, link }) => {
      const uuid = await serverUuid(db);
      return { status: 200, body: { uuid, links: [{ rel: 'infos', href: link(`infos?resource_id=${uuid}`) }] } };
    },
  }),
];

/** Users have more ways to be listed. */
function userRoutes(): readonly ConfdRoute[] {
  const [many, ...one] = collectionRoutes({
    rel: 'users',
    idOf: numberOf,
    list: users.listUsers,
    get: users.getUser,
    create: users.createUser,
    update: users.updateUser,
    remove: users.deleteUser,
  });
  return [at('/users', { ...many?.methods, GET: listUsersAsAsked }), ...one];
}
