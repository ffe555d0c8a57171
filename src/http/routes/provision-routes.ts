import { provisionThing } from '../../crm/provision-thing.ts';
import { showProvision, showProvisions } from '../../crm/shown-provision.ts';
import type { Route } from '../route.ts';
import { idParams, listQuery } from '../schemas.ts';
import { limitTo } from './limit-to.ts';

/** Runs, as UIs list and poll them. */
export const provisionRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/crm/provision/',
    summary: 'List runs, the newest first',
    permission: { verb: 'view', object: 'provision' },
    schema: { querystring: listQuery },
    run: async ({ db, access, query, json }) =>
      json(await showProvisions(db, limitTo(query, provisionThing, access.mayList('provision')))),
  },
  {
    method: 'GET',
    url: '/crm/provision/provision_id/:provision_id',
    summary: 'Get a run with its events',
    ways: ['bearer', 'api_key', 'address'],
    permission: { verb: 'view', object: 'provision' },
    schema: { params: idParams('provision_id') },
    run: async ({ db, access, params, json }) => {
      const { row, json: text } = await showProvision(db, params['provision_id']);
      await access.mayRead(db, 'provision', row);
      return json(text);
    },
  },
];
